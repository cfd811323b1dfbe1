"""What a record is: one closed model for each kind, named after its folder."""

from factbook.models.base import Model, Record
from factbook.models.benefit import Parameter, Revision, Statistic
from factbook.models.framework import Framework
from factbook.models.meeting import Conference, Symposium
from factbook.models.operation import Operation
from factbook.models.organisation import Organisation
from factbook.models.programme import Programme
from factbook.models.source import Gaps, Publisher
from factbook.models.term import Term

RECORD_KINDS: dict[str, type[Record]] = {
    "frameworks": Framework,
    "organisations": Organisation,
    "symposia": Symposium,
    "conferences": Conference,
    "programmes": Programme,
    "operations": Operation,
    "revisions": Revision,
    "parameters": Parameter,
    "statistics": Statistic,
    "terms": Term,
}

KINDS: dict[str, type[Model]] = {**RECORD_KINDS, "sources": Publisher, "gaps": Gaps}

__all__ = ["KINDS", "RECORD_KINDS", "Model", "Record"]
