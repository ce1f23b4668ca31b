"""Renders templates with the real Jinja2. One JSON object a line in, one a line out.

In:  {"template": str, "context": {...}, "options": {...}, "given": {name: expression}}
Out: {"output": str} or {"error": the exception's class, "message": str}
"""
import json
import re
import sys
import warnings

from jinja2 import Environment
from markupsafe import Markup

warnings.simplefilter("ignore")
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")

environments = {}


def environment(options):
    key = json.dumps(options, sort_keys=True)
    if key not in environments:
        environments[key] = Environment(
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
            autoescape=options.get("autoescape", False),
            trim_blocks=options.get("trimBlocks", False),
            lstrip_blocks=options.get("lstripBlocks", False),
            keep_trailing_newline=options.get("keepTrailingNewline", False),
            cache_size=0,
        )
    return environments[key]


def decode(value):
    """What JSON cannot say: {"$float": 1}, {"$int": "12345678901234567890"}, {"$markup": "<b>"}."""
    if isinstance(value, list):
        return [decode(item) for item in value]
    if isinstance(value, dict):
        if len(value) == 1:
            ((key, inner),) = value.items()
            if key == "$float":
                return float(inner)
            if key == "$int":
                return int(inner)
            if key == "$markup":
                return Markup(inner)
        return {key: decode(item) for key, item in value.items()}
    return value


compiled = {}


def kept(env, text, how):
    """Compiled once: one template is asked about many given values, and each of these in many templates."""
    key = (id(env), text, how)
    if key not in compiled:
        compiled[key] = (
            env.from_string(text)
            if how == "template"
            else env.compile_expression(text, undefined_to_none=False)
        )
    return compiled[key]


def rendered(request):
    env = environment(request.get("options") or {})
    context = decode(request.get("context") or {})
    if "given" not in request:
        return env.from_string(request["template"]).render(context)
    # Evaluated for each render: a template may change what it is given.
    given = {name: kept(env, text, "expression")(**context) for name, text in request["given"].items()}
    return kept(env, request["template"], "template").render({**context, **given})


def answer(request):
    try:
        text = rendered(request)
        return {"output": re.sub(r"0x[0-9a-f]{6,}", "0x0", text)}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
