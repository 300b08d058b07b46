"""What is done with topics: the expert names them, a team writes its concept, the expert takes or returns it."""

from .concepts import answer_concept, begin_concept, enclose, hand_over, take_out
from .information import give_information
from .topics import add_topic, change_topic, withdraw_topic
from .writing import be_here, leave, put_lost_text_aside, restore_wording, save_concept, use_lost_text

__all__ = [
    "add_topic",
    "answer_concept",
    "be_here",
    "begin_concept",
    "change_topic",
    "enclose",
    "give_information",
    "hand_over",
    "leave",
    "put_lost_text_aside",
    "restore_wording",
    "save_concept",
    "take_out",
    "use_lost_text",
    "withdraw_topic",
]
