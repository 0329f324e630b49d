"""Put a small mistake into the simulator for as long as a test lasts."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator, Mapping
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest
import yaml
from attrs import frozen

import uitkern.simulator

SOURCE = Path(uitkern.simulator.__file__).parent
MUTANTS = Path(__file__).parent / "mutants"
KINDS = {"status", "field", "rule", "order"}


@frozen
class Mutant:
    """A mistake: which text of a module becomes which other, and the case that catches it."""

    what: str
    kind: str
    module: str
    old: str
    new: str
    caught: str

    def __str__(self) -> str:
        return self.what.replace(" ", "-")

    def put_in(self, patch: pytest.MonkeyPatch) -> None:
        """Give the functions of the module that are different the code of the mistake."""
        path = SOURCE / self.module
        source = path.read_text("utf-8")
        assert source.count(self.old) == 1, f"{self.module} has {source.count(self.old)} times: {self.old}"
        gap = "\n" * (self.old.count("\n") - self.new.count("\n"))
        wrong = source.replace(self.old, self.new + gap)
        before, after = (functions_in(compile(each, str(path), "exec")) for each in (source, wrong))
        different = [name for name, code in after.items() if code != before.get(name)]
        module = importlib.import_module(f"uitkern.simulator.{self.module[:-3].replace('/', '.')}")
        changed = [(function, after[function.__qualname__]) for function in living(module, set(different))]
        assert changed, f"no function of {self.module} is different"
        for function, code in changed:
            patch.setattr(function, "__code__", code)


def functions_in(code: CodeType) -> dict[str, CodeType]:
    """Find the code of every function by its qualified name; the body of a class is none."""
    found = {code.co_qualname: code} if code.co_flags & CO_OPTIMIZED else {}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= functions_in(constant)
    return found


def living(module: ModuleType, names: set[str]) -> list[FunctionType]:
    """Find the functions of a module by their qualified names, those inside others too that were made."""
    return [
        each
        for each in gc.get_referrers(vars(module))  # a function refers to the names of its module
        if isinstance(each, FunctionType)
        and each.__module__ == module.__name__
        and each.__qualname__ in names
    ]


def mutants() -> Iterator[Mutant]:
    """Read the mistakes that there are."""
    for file in sorted(MUTANTS.glob("*.yaml")):
        listed: list[Mapping[str, str]] = yaml.safe_load(file.read_text("utf-8"))
        for each in listed:
            yield Mutant(each["what"], each["kind"], each["in"], each["old"], each["new"], each["caught"])
