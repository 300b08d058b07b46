"""Whose each session is, so that everybody sees and ends their own, and when it was last used (ADR 0029)."""
