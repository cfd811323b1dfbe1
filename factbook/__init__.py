"""Turn records of facts into the pages, data and checks of the site."""
