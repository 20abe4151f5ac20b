"""Reading and writing elections in the Pabulib format (``.pb``)."""

from budgeting.counting.pabulib.election import Election, PbProject, Remark
from budgeting.counting.pabulib.errors import PabulibError
from budgeting.counting.pabulib.reading import read_pb
from budgeting.counting.pabulib.stated import stated_rule
from budgeting.counting.pabulib.writing import write_pb

__all__ = ["Election", "PabulibError", "PbProject", "Remark", "read_pb", "stated_rule", "write_pb"]
