"""Everything that writes meetings. Each action locks the meeting's row first, so that steps and texts take turns."""

from .approving import answer_remark, approve, circulate, file_remark, note_done
from .holding import add_guest, close_meeting, mark_presence, open_meeting, remove_guest
from .planning import add_item, call, cancel, change_item, change_meeting, move_item, plan_meeting, remove_item
from .recording import add_decision, change_decision, record_course, remove_decision

__all__ = [
    "add_decision", "add_guest", "add_item", "answer_remark", "approve", "call", "cancel", "change_decision",
    "change_item", "change_meeting", "circulate", "close_meeting", "file_remark", "mark_presence", "move_item",
    "note_done", "open_meeting", "plan_meeting", "record_course", "remove_decision", "remove_guest", "remove_item",
]  # fmt: skip
