"""Looking at an uploaded file. It was made by a stranger, so it is done in a process of its own, with a bound on time
and memory and without Django, database or network (`apps.signatures.reading` starts it)."""
