from __future__ import annotations

import pytest

from factbook.citation import in_japanese


@pytest.mark.parametrize(("citation", "said"), [
    ("Act art. 9(3)", "法第9条第3項"),
    ("Order art. 6(1)(i)(b)", "令第6条第1項第1号ロ"),
    ("Ordinance art. 15-2", "規則第15条の2"),
    ("Order art. 5(2)(i) and Table 1", "令第5条第2項第1号及び別表第一"),
    ("Ordinance art. 10(2), (3)", "規則第10条第2項、第3項"),
    ("Order arts. 7 to 13", "令第7条から第13条まで"),
    ("Act art. 9(2)–(4)", "法第9条第2項から第4項まで"),
    ("Act art. 9(7), Order art. 15", "法第9条第7項、令第15条"),
    ("Order, Table 2 no. 1", "令別表第二第1号"),
    ("Act No. 61 of 1950 art. 2(1)", "昭和25年法律第61号第2条第1項"),
    ("Act No. 1 of 2019 art. 3", "令和元年法律第1号第3条"),
])
def test_a_citation_is_said_in_japanese_form(citation: str, said: str):
    assert in_japanese(citation) == said


@pytest.mark.parametrize("text", ["Topic I (3)", "p. 3", "Ordinance art. 10 (art. 9 until 31 March 2018)", "", "10(2)"])
def test_any_other_text_is_left_alone(text: str):
    assert in_japanese(text) is None
