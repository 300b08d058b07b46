"""Example centres: invented people and texts (fixtures/demo/), real deeds. Everything is done by the project's own
actions, by the person whose move it is, on the day of the story; the audit register keeps the real time."""
