"""The shape of the source: who imports whom, how long things are, what each module says of itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.checkout import ROOT

MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*.py"))
PYTHON_FILES = MODULES + sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py"))


def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def absolute_imports(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def test_the_source_is_found() -> None:
    assert {"src/__init__.py", "src/domain/__init__.py"} <= set(MODULES)


def test_imports_point_inwards() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", PYTHON_FILES)
def test_nobody_imports_the_package_by_the_name_of_its_folder(module: str) -> None:
    assert "src" not in set(absolute_imports(module))


# Alembic runs the files of a migration folder by their path, outside any package.
@pytest.mark.parametrize("module", [module for module in MODULES if "/migrations/" not in module])
def test_the_package_refers_to_itself_by_relative_imports(module: str) -> None:
    assert "uitkern" not in set(absolute_imports(module))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is_for(module: str) -> None:
    assert (ast.get_docstring(tree(module)) or "").strip()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_read_in_one_sitting(module: str) -> None:
    assert len((ROOT / module).read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("module", MODULES)
def test_a_function_fits_on_a_screen(module: str) -> None:
    functions = [
        node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    too_long = [node.name for node in functions if (node.end_lineno or node.lineno) - node.lineno >= 50]

    assert too_long == []


def test_the_pytest_plugin_leaves_the_domain_to_be_imported_under_coverage() -> None:
    program = (
        "import sys, uitkern.simulator.testing.plugin\n"
        "print([name for name in sys.modules if name.startswith('uitkern.domain')])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")
