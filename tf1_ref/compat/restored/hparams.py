"""`tf.contrib.training.HParams`: named hyper-parameters, each of which keeps the type of its first value.

Source: tf.contrib.training of TensorFlow 1.15 (hparam.py).
"""

from __future__ import annotations

import json
import numbers
import re
from typing import Any

CLAUSE = re.compile(
    r'(?P<name>[a-zA-Z][\w.]*)(\[\s*(?P<index>\d+)\s*\])?\s*=\s*((?P<one>[^,\[]*)|\[(?P<several>[^\]]*)\])($|,\s*)'
)
TRUTH = {'true': True, 'True': True, 'false': False, 'False': False}


class HParams:
    """Hyper-parameters as attributes: `HParams(rate=0.1, layers=[3, 5]).parse('rate=0.2')`."""

    def __init__(self, hparam_def: Any = None, model_structure: Any = None, **kwargs):
        """Takes names and values.

        Args:
            hparam_def: a protocol buffer, which contrib's own library defined; not supported.
            model_structure: anything, kept for `get_model_structure`.
            **kwargs: names and values.

        Raises:
            ValueError: a name is one of this class's own, or a list is empty, or `hparam_def` is given.
        """
        if hparam_def is not None:
            raise ValueError('HParams: hparam_def is not supported, its protocol buffer left with contrib; use to_json')
        self._hparam_types = {}
        self._model_structure = model_structure
        for name, value in kwargs.items():
            self.add_hparam(name, value)

    def add_hparam(self, name: str, value: Any) -> None:
        """Adds a hyper-parameter; a list or tuple is one of several values."""
        if getattr(self, name, None) is not None:
            raise ValueError(f'Hyperparameter name is reserved: {name}')
        several = isinstance(value, (list, tuple))
        if several and not value:
            raise ValueError(f'Multi-valued hyperparameters cannot be empty: {name}')
        self._hparam_types[name] = (type(value[0] if several else value), several)
        setattr(self, name, value)

    def set_hparam(self, name: str, value: Any) -> None:
        """Gives a known hyper-parameter another value of its type.

        Raises:
            KeyError: there is no such hyper-parameter.
            ValueError: the value is not of its type.
        """
        kind, several = self._hparam_types[name]
        if isinstance(value, list) != several:
            wanted = 'Must pass a list for multi-valued' if several else 'Must not pass a list for single-valued'
            raise ValueError(f'{wanted} parameter: {name}')
        setattr(self, name, [_cast(name, kind, one) for one in value] if several else _cast(name, kind, value))

    def del_hparam(self, name: str) -> None:
        """Removes a hyper-parameter, if there is one of that name."""
        if hasattr(self, name):
            delattr(self, name)
            del self._hparam_types[name]

    def parse(self, values: str) -> HParams:
        """Overrides from text such as `'rate=0.2,layers=[7,11]'`; returns self. See `parse_values`."""
        return self.override_from_dict(
            parse_values(values, {name: kind for name, (kind, _) in self._hparam_types.items()})
        )

    def override_from_dict(self, values_dict: dict[str, Any]) -> HParams:
        """Overrides from a dictionary; returns self."""
        for name, value in values_dict.items():
            self.set_hparam(name, value)
        return self

    set_from_map = override_from_dict

    def set_model_structure(self, model_structure: Any) -> None:
        """Keeps a description of the model."""
        self._model_structure = model_structure

    def get_model_structure(self) -> Any:
        """Returns what `set_model_structure` kept."""
        return self._model_structure

    def to_json(
        self, indent: int | str | None = None, separators: tuple[str, str] | None = None, sort_keys: bool = False
    ) -> str:
        """Writes the hyper-parameters as a JSON object.

        Args:
            indent: as of `json.dumps`.
            separators: as of `json.dumps`.
            sort_keys: as of `json.dumps`.

        Returns:
            A string.
        """
        return json.dumps(self.values(), indent=indent, separators=separators, sort_keys=sort_keys)

    def parse_json(self, values_json: str) -> HParams:
        """Overrides from a JSON object; returns self."""
        return self.override_from_dict(json.loads(values_json))

    def values(self) -> dict[str, Any]:
        """Returns a dictionary of all names and values."""
        return {name: getattr(self, name) for name in self._hparam_types}

    def get(self, key: str, default: Any = None) -> Any:
        """Returns a value, or another where there is no such name.

        Args:
            key: a name.
            default: a value.

        Returns:
            The value of `key`, or `default`.

        Raises:
            ValueError: `default` is not of the type of `key`.
        """
        if key not in self._hparam_types:
            return default
        if default is not None:
            kind, several = self._hparam_types[key]
            if isinstance(default, list) != several:
                raise ValueError(f'Hparam {key!r} is incompatible with default={default}')
            for one in default if several else [default]:
                _cast(key, kind, one)
        return getattr(self, key)

    def __contains__(self, key):
        return key in self._hparam_types

    def __str__(self):
        return ','.join(f'{name}={value}' for name, value in self.values().items())

    def __repr__(self):
        return f'{type(self).__name__}({sorted(self.values().items())})'


def parse_values(values: str, type_map: dict[str, type], ignore_unknown: bool = False) -> dict[str, Any]:
    """Parses hyper-parameters from text.

    Args:
        values: such as `'rate=0.2,layers=[7,11],sizes[1]=3'`.
        type_map: from each name to the type of its values.
        ignore_unknown: leave out names that are not in `type_map`.

    Returns:
        A dictionary from a name to its value, its list, or, where list elements were set, `{index: value}`.

    Raises:
        ValueError: the text cannot be parsed, or a name is unknown or set twice.
    """
    found, position = {}, 0
    while position < len(values):
        match = CLAUSE.match(values, position)
        if not match:
            raise ValueError(f'Malformed hyperparameter value: {values[position:]}')
        position = match.end()
        if match['name'] in type_map:
            _assign(found, match, type_map[match['name']], values)
        elif not ignore_unknown:
            raise ValueError(f'Unknown hyperparameter type for {match["name"]}')
    return found


def _assign(found: dict, match: re.Match, kind: type, values: str) -> None:
    name, index = match['name'], match['index']
    if match['several'] is not None:
        if index is not None:
            raise ValueError('Assignment of a list to a list index.')
        value = [_parse(name, kind, one, values) for one in re.split('[ ,]', match['several']) if one]
    else:
        value = _parse(name, kind, match['one'], values)
    place, key = (found, name) if index is None else (found.setdefault(name, {}), int(index))
    if not isinstance(place, dict) or key in place:
        raise ValueError(f'Multiple assignments to variable {name!r} in {values}')
    place[key] = value


def _parse(name: str, kind: type, text: str, values: str) -> Any:
    try:
        if kind is bool:
            return TRUTH[text] if text in TRUTH else bool(int(text))
        return kind(text)
    except ValueError:
        raise ValueError(
            f'Could not parse hparam {name!r} of type {kind.__name__!r} with value {text!r} in {values}'
        ) from None


def _cast(name: str, kind: type, value: Any) -> Any:
    """The value as one of the type, where nothing is lost; what was None may become anything."""
    if type(value) is kind or issubclass(kind, type(None)):
        return value
    lossless = (
        isinstance(value, (str, bytes)) or not issubclass(kind, (str, bytes)),
        isinstance(value, bool) == issubclass(kind, bool),
        isinstance(value, numbers.Integral) or not issubclass(kind, numbers.Integral),
        isinstance(value, numbers.Number) or not issubclass(kind, numbers.Number),
    )
    if not all(lossless):
        raise ValueError(f'Could not cast hparam {name!r} of type {kind} from value {value!r}')
    return kind(value)
