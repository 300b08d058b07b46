from django.apps import apps

from tests.house import ROOT


def test_every_model_has_its_word_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    models = [model for model in apps.get_models() if model.__module__.startswith("apps.")]
    assert [model.__name__ for model in models if f"`{model.__name__}`" not in glossary] == []
