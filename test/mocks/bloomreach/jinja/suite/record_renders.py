"""A pytest plugin that writes down every template that a test compiles or renders: text, context, options
and what came of it, one JSON object a line in the file that RENDERS names. What JSON cannot say, or an
environment that is not the plain one, is counted by its reason, in the last line."""
import collections
import json
import os

from jinja2 import Environment, Undefined
from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE, DEFAULT_POLICIES, DEFAULT_TESTS
from jinja2.environment import Template
from markupsafe import Markup

OPTIONS = {
    "trim_blocks": "trimBlocks",
    "lstrip_blocks": "lstripBlocks",
    "keep_trailing_newline": "keepTrailingNewline",
}
# Read by the engine in every template, whether or not they are asked for.
EXTENSIONS = {"jinja2.ext.LoopControlExtension", "jinja2.ext.ExprStmtExtension"}
DEFAULTS = Environment()
PLAIN_CLASS = {"__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__firstlineno__", "__static_attributes__"}


class NotComparable(Exception):
    """Why a render cannot be asked of an engine that takes plain data."""


skipped = collections.Counter()
records = []
open_calls = 0


def options_of(env):
    if type(env) is not Environment:
        raise NotComparable(type(env).__name__)
    if not isinstance(env.autoescape, bool):
        raise NotComparable("autoescape by name")
    if env.undefined is not Undefined:
        raise NotComparable(env.undefined.__name__)
    if env.is_async or env.finalize is not None or env.newline_sequence != "\n" or env.overlayed:
        raise NotComparable("async, finalize, newline or overlay")
    if not set(env.extensions) <= EXTENSIONS:
        raise NotComparable("extension")
    for name in ("block_start_string", "block_end_string", "variable_start_string", "variable_end_string",
                 "comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"):
        if getattr(env, name) != getattr(DEFAULTS, name):
            raise NotComparable("delimiters")
    if env.filters != DEFAULT_FILTERS or env.tests != DEFAULT_TESTS or env.policies != DEFAULT_POLICIES:
        raise NotComparable("filters, tests or policies")
    options = {ours: True for theirs, ours in OPTIONS.items() if getattr(env, theirs)}
    if env.autoescape:
        options["autoescape"] = True
    return options


def encode(value, depth=0):
    if depth > 40:
        raise NotComparable("a value inside itself")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Markup):
        return {"$markup": str(value)}
    if type(value) is str:
        return value
    if type(value) is int:
        return value if abs(value) < 2**53 else {"$int": str(value)}
    if type(value) is float:
        if value != value or value in (float("inf"), float("-inf")):
            return {"$special": str(value)}
        return {"$float": value}
    if type(value) is list:
        return [encode(item, depth + 1) for item in value]
    if type(value) is tuple:
        return {"$tuple": [encode(item, depth + 1) for item in value]}
    if type(value) is range:
        return {"$range": [value.start, value.stop, value.step]}
    if type(value) is dict or (isinstance(value, dict) and set(vars(type(value))) <= PLAIN_CLASS):
        return {"$dict": [[encode(key, depth + 1), encode(item, depth + 1)] for key, item in value.items()]}
    raise NotComparable(f"a {type(value).__name__}")


def note(env, source, context, outcome):
    if not isinstance(source, str):
        return
    try:
        record = {"template": source, "context": encode(context), "options": options_of(env), **outcome}
        record["test"] = os.environ.get("PYTEST_CURRENT_TEST", "").split(" ")[0]
        records.append(record)
    except NotComparable as reason:
        skipped[str(reason)] += 1


def only_what_is_named(source, context):
    """A variable that the template does not name is no reason to skip it."""
    return {name: value for name, value in context.items() if name in source}


original_from_string = Environment.from_string
original_render = Template.render


def from_string(self, source, globals=None, template_class=None):
    try:
        template = original_from_string(self, source, globals, template_class)
    except Exception as error:
        note(self, source, {}, {"error": type(error).__name__})
        raise
    template.recorded_source = source
    return template


def render(self, *args, **kwargs):
    global open_calls
    source = getattr(self, "recorded_source", None)
    if source is None or open_calls > 0:
        return original_render(self, *args, **kwargs)
    shared = {key: value for key, value in self.globals.items() if DEFAULT_NAMESPACE.get(key) is not value}
    context = {**shared, **dict(*args, **kwargs)}
    try:
        encoded = json.loads(json.dumps(encode(only_what_is_named(source, context))))
    except NotComparable as reason:
        skipped[str(reason)] += 1
        return original_render(self, *args, **kwargs)
    open_calls += 1
    try:
        text = original_render(self, *args, **kwargs)
    except Exception as error:
        outcome = {"error": type(error).__name__}
        raise
    else:
        outcome = {"output": text}
        return text
    finally:
        open_calls -= 1
        try:
            options = options_of(self.environment)
            test = os.environ.get("PYTEST_CURRENT_TEST", "").split(" ")[0]
            records.append({"template": source, "context": encoded, "options": options, **outcome, "test": test})
        except NotComparable as reason:
            skipped[str(reason)] += 1


def pytest_configure(config):
    Environment.from_string = from_string
    Template.render = render


def pytest_unconfigure(config):
    with open(os.environ["RENDERS"], "w", encoding="utf-8", errors="surrogatepass") as file:
        for record in records:
            file.write(json.dumps(record) + "\n")
        file.write(json.dumps({"skipped": skipped}) + "\n")
