"""What is written about remarks. Every action locks the document's row first and then the version's, so that numbers,
the end of collecting and answers take turns."""

from .answering import accept_editorial, hand_over_answers, save_answer
from .closing import close_remarks, close_team
from .consolidating import merge_remarks, split_remark
from .settling import settle
from .writing import begin_remark, discard_remark, save_remark, submit_remarks, withdraw_remark

__all__ = [
    "accept_editorial", "begin_remark", "close_remarks", "close_team", "discard_remark", "hand_over_answers",
    "merge_remarks", "save_answer", "save_remark", "settle", "split_remark", "submit_remarks", "withdraw_remark",
]  # fmt: skip
