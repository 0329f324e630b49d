"""The shape of the source: who imports whom, how long things are, what each module says of itself."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.checkout import ROOT, project

MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*.py"))
PYTHON_FILES = MODULES + sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py"))

# Only pytest loads its plugin, so nobody meets that import without pytest.
# The seal asks for the extra it needs when a ledger has a key.
SPECIAL = defaultdict[str, set[str]](
    set,
    {
        "src/simulator/testing/plugin.py": {"pytest"},
        "src/adapters/ledger/seal.py": {"cryptography"},
        "src/adapters/spreadsheets.py": {"openpyxl"},
        "src/adapters/files/yaml_rows.py": {"pyyaml"},
    },
)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


@cache
def absolute_imports(module: str) -> frozenset[str]:
    """Return the top-level names that a module imports, its relative imports left out."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return frozenset(found)


def names(requirements: Iterable[str]) -> set[str]:
    """Return the normalized names of the packages that are required."""
    return {canonicalize_name(Requirement(requirement).name) for requirement in requirements}


def test_the_source_is_found() -> None:
    assert {"src/__init__.py", "src/domain/__init__.py"} <= set(MODULES)


def test_imports_point_inwards() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_nobody_imports_the_package_by_the_name_of_its_folder() -> None:
    assert [name for name in PYTHON_FILES if "src" in absolute_imports(name)] == []


def test_the_package_refers_to_itself_by_relative_imports() -> None:
    # Alembic runs the files of a migration folder by their path, outside any package.
    modules = [module for module in MODULES if "/migrations/" not in module]

    assert [module for module in modules if "uitkern" in absolute_imports(module)] == []


def test_each_part_imports_only_what_its_users_have_installed() -> None:
    about = project()["project"]
    extras = about["optional-dependencies"]
    core = names(about["dependencies"])
    simulator = core | names(extras["simulator"])
    installed = {"cli": simulator | names(extras["cli"]), "simulator": simulator, "verification": simulator}
    distributions = packages_distributions()

    undeclared = {
        (module, name)
        for module in MODULES
        for name in absolute_imports(module) - sys.stdlib_module_names - {"uitkern"}
        if not names(distributions.get(name, [name]))
        & (installed.get(module.split("/")[1], core) | SPECIAL[module])
    }

    assert undeclared == set()


def test_a_module_says_what_it_is_for() -> None:
    assert [module for module in MODULES if not ast.get_docstring(tree(module))] == []


def test_a_module_is_read_in_one_sitting() -> None:
    lengths = {module: len((ROOT / module).read_text(encoding="utf-8").splitlines()) for module in MODULES}

    assert {module: length for module, length in lengths.items() if length > 250} == {}


def test_a_function_fits_on_a_screen() -> None:
    lengths = {
        f"{module}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {function: length for function, length in lengths.items() if length > 50} == {}


def test_the_pytest_plugin_leaves_the_domain_to_be_imported_under_coverage() -> None:
    program = (
        "import sys, uitkern.simulator.testing.plugin\n"
        "print([name for name in sys.modules if name.startswith('uitkern.domain')])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")
