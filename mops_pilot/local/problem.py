class Problem(Exception):
    """What a person can mend; printed as one line, without a traceback."""
