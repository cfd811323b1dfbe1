from __future__ import annotations

import json

from factbook.publish import names
from tests.sample import facts, site


def test_every_record_is_listed_with_its_names_and_filters_in_both_languages():
    files = {path: json.loads(content) for path, content in names.files(site())}
    assert set(files) == {"assets/names/en.json", "assets/names/ja.json"}
    assert len(files["assets/names/ja.json"]) == len(facts().records)
    line = next(line for line in files["assets/names/ja.json"] if line[0] == "ja/frameworks/treaty-one/")
    assert line[1:3] == ["第一条約", ["treaty-one", "T1"]]
    assert ["partner", "中国"] in line[3]
