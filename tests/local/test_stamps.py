from mops_pilot.local.stamps import Stamps, fingerprint


def test_a_step_is_done_once_until_its_inputs_change(tmp_path):
    stamps, done = Stamps(tmp_path), []
    for value in ("a", "a", "b", "b", "a"):
        stamps.once("step", value, lambda value=value: done.append(value))
    assert done == ["a", "b", "a"]


def test_a_failed_step_is_done_again(tmp_path):
    stamps, done = Stamps(tmp_path), []

    def fail():
        raise RuntimeError

    stamps.once("step", "a", lambda: done.append(1))
    try:
        stamps.once("step", "b", fail)
    except RuntimeError:
        stamps.once("step", "a", lambda: done.append(2))
    assert done == [1, 2]


def test_forgotten_steps_are_done_again(tmp_path):
    stamps, done = Stamps(tmp_path / "stamps"), []
    stamps.once("step", "a", lambda: done.append(1))
    stamps.forget()
    stamps.once("step", "a", lambda: done.append(2))
    assert done == [1, 2]


def test_a_fingerprint_changes_with_content_names_and_words(tmp_path):
    (tmp_path / "a.py").write_text("1")
    first = fingerprint([tmp_path])
    (tmp_path / "a.py").write_text("2")
    second = fingerprint([tmp_path])
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    third = fingerprint([tmp_path])
    assert len({first, second, third, fingerprint([tmp_path], "word")}) == 4


def test_a_fingerprint_ignores_compiled_files_and_missing_ones(tmp_path):
    (tmp_path / "a.py").write_text("1")
    before = fingerprint([tmp_path, tmp_path / "missing"])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x")
    assert fingerprint([tmp_path, tmp_path / "missing"]) == before
