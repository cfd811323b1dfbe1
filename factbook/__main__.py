"""Run the `factbook` command."""

from factbook.cli import main

main()
