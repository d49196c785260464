"""Tables: from pandas, Polars, PyArrow, DuckDB and whatever else has `__arrow_c_stream__` to documents.

PyArrow brings every type into one that eligo._core reads where it lies: texts, whole and floating-point numbers and
truths are not copied. Decimals, dates and timestamps become the texts that say exactly the same.
"""

from __future__ import annotations

import datetime
import json
from typing import Any, Mapping, Sequence

from . import _core
from ._errors import EligoError

LISTS = ("observations", "conditions", "treatments", "procedures", "answers", "anchors", "attributes", "complete")
_LONG_COLUMNS = ("patient", "list", "fact", "code", "system", "value", "unit", "date", "start", "end", "onset",
                 "resolved", "ongoing", "status", "low", "high", "reference", "reference-unit", "id", "replaces")


def pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise EligoError("pyarrow-missing", "tables need PyArrow", repair="pip install 'eligo[arrow]'") from None
    return pyarrow


def is_table(data: Any) -> bool:
    return hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__") or _is_pandas(data)


def _is_pandas(data: Any) -> bool:
    return type(data).__module__.partition(".")[0] == "pandas" and hasattr(data, "columns")


def table_of(data: Any) -> Any:
    """A pyarrow.Table."""
    pa = pyarrow()
    if _is_pandas(data):
        return _of_pandas(pa, data)
    if hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__"):
        return pa.table(data)
    raise TypeError(f"a table has __arrow_c_stream__; a {type(data).__name__} has not")


def _of_pandas(pa: Any, frame: Any) -> Any:
    """pandas' missing values are null, a NaN of a column of floats too: pandas has no other way to say so there."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    columns = {}
    for position, name in enumerate(frame.columns):
        series = frame.iloc[:, position]
        try:
            columns[str(name)] = pa.Array.from_pandas(series)
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            columns[str(name)] = pa.array([_text_of(value) for value in series], pa.string())
    return pa.table(columns)


def _text_of(value: Any) -> str | None:
    """An entry of a column of mixed types."""
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return str(value)


def documents(data: Any, *, layout: str = "auto", columns: Mapping[str, str] | None = None) -> list[bytes]:
    """A document a patient.

    `layout` is `long` (a row a record), `rows` (a row a patient, nested as the document), `json` (one column of JSON)
    or `auto`. `columns` renames: `{"patient": "subject_id"}` takes `subject_id` for `patient`.
    """
    pa = pyarrow()
    table = table_of(data)
    if columns:
        given = {of: key for key, of in columns.items()}
        missing = sorted(set(given) - set(table.column_names))
        if missing:
            raise EligoError("column-unknown", f"the table has no column {', '.join(missing)}")
        table = table.rename_columns([given.get(name, name) for name in table.column_names])
    if layout == "auto":
        layout = _layout_of(pa, table)
    if layout == "long":
        table = table.rename_columns([_long_name(name) for name in table.column_names])
        _no_column_twice(table)
        for needed in ("patient", "list"):
            if needed not in table.column_names:
                raise EligoError("column-missing", f"a long table needs the column {needed}", repair="see docs/python.md")
    elif layout not in ("rows", "json", "parts"):
        raise ValueError(f"layout is long, rows, json or auto, not {layout}")
    else:
        _no_column_twice(table)
    plain = pa.table([_plain_column(pa, column) for column in table.columns], names=table.column_names)
    return _core.documents(plain.__arrow_c_stream__(), layout)


def _long_name(name: str) -> str:
    plain = name.strip().lower().replace("_", "-").replace(" ", "-")
    return plain if plain in _LONG_COLUMNS else name


def _no_column_twice(table: Any) -> None:
    twice = sorted({name for name in table.column_names if table.column_names.count(name) > 1})
    if twice:
        raise EligoError("column-twice", f"the table has the column {', '.join(twice)} twice")


def _layout_of(pa: Any, table: Any) -> str:
    if table.num_columns == 1 and _is_text(pa, table.schema.field(0).type):
        return "json"
    return layout_of_names(table.column_names)


def layout_of_names(given: Sequence[str], columns: Mapping[str, str] | None = None) -> str:
    """The layout of a table with these columns; one column alone is taken for documents."""
    renamed = {of: key for key, of in (columns or {}).items()}
    names = {_long_name(renamed.get(name, name)) for name in given}
    if {"patient", "list"} <= names:
        return "long"
    if names & set(LISTS):
        return "rows"
    if len(names) == 1:
        return "json"
    raise EligoError(
        "layout-unknown",
        f"the columns {', '.join(given)} are neither a long table (patient, list, fact, …) nor rows in the shape of the "
        "patient document",
        repair="name the columns as docs/python.md says, or say which are which with columns=",
    )


def _is_text(pa: Any, of: Any) -> bool:
    if isinstance(of, pa.BaseExtensionType):
        of = of.storage_type
    return bool(pa.types.is_string(of) or pa.types.is_large_string(of) or pa.types.is_string_view(of))


def _plain_column(pa: Any, column: Any) -> Any:
    chunks = [_plain_array(pa, chunk) for chunk in column.chunks]
    if not chunks:
        return pa.chunked_array([_plain_array(pa, pa.array([], column.type))])
    return pa.chunked_array(chunks)


def _is_plain(pa: Any, of: Any) -> bool:
    """Whether eligo._core reads it as it lies."""
    is_ = pa.types
    if is_.is_nested(of) and not is_.is_union(of):
        if not (is_.is_list(of) or is_.is_large_list(of) or is_.is_struct(of) or is_.is_map(of)):
            return False
        return all(_is_plain(pa, of.field(i).type) for i in range(of.num_fields))
    return bool(
        is_.is_null(of) or is_.is_boolean(of) or is_.is_integer(of) or is_.is_float32(of) or is_.is_float64(of)
        or is_.is_string(of) or is_.is_large_string(of)
    )


def _plain_array(pa: Any, array: Any) -> Any:
    of = array.type
    is_ = pa.types
    if isinstance(of, pa.BaseExtensionType):
        return _plain_array(pa, array.storage)
    if _is_plain(pa, of):
        return array
    if is_.is_dictionary(of):
        return _plain_array(pa, array.dictionary_decode())
    if is_.is_run_end_encoded(of):
        import pyarrow.compute as pc

        return _plain_array(pa, pc.run_end_decode(array))
    if is_.is_struct(of):
        children = [_plain_array(pa, array.field(i)) for i in range(of.num_fields)]
        names = [of.field(i).name for i in range(of.num_fields)]
        return pa.StructArray.from_arrays(children, names=names, mask=array.is_null())
    if is_.is_map(of):
        return _plain_map(pa, array)
    if is_.is_nested(of) and not is_.is_union(of):
        return _plain_list(pa, array)
    return _texts(pa, array)


def _plain_list(pa: Any, array: Any) -> Any:
    """A list of any kind, item by item."""
    array = array.cast(pa.large_list(array.type.value_field))
    lengths = array.value_lengths().fill_null(0)
    items = _plain_array(pa, array.flatten())
    return pa.LargeListArray.from_arrays(_offsets(pa, lengths, pa.int64()), items, mask=array.is_null())


def _plain_map(pa: Any, array: Any) -> Any:
    """The entries of a null map, if it has any, are none of the map's."""
    import pyarrow.compute as pc

    entries = pa.StructArray.from_arrays([array.keys, array.items], names=["key", "value"])
    as_list = pa.ListArray.from_arrays(array.offsets, entries)
    kept = pc.list_flatten(pc.if_else(array.is_valid(), as_list, None))
    lengths = pc.if_else(array.is_null(), 0, as_list.value_lengths())
    keys = _plain_array(pa, kept.field(0))
    if not _is_text(pa, keys.type):
        keys = keys.cast(pa.string())
    # An offset that is null makes a map that is null.
    is_null = pa.concat_arrays([array.is_null(), pa.array([False])])
    offsets = pc.if_else(is_null, pa.scalar(None, pa.int32()), _offsets(pa, lengths, pa.int32()))
    return pa.MapArray.from_arrays(offsets, keys, _plain_array(pa, kept.field(1)))


def _offsets(pa: Any, lengths: Any, of: Any) -> Any:
    import pyarrow.compute as pc

    ends = pc.cumulative_sum(lengths.cast(pa.int64()))
    return pa.concat_arrays([pa.array([0], pa.int64()), ends]).cast(of)


def _texts(pa: Any, array: Any) -> Any:
    """The texts that say the same as values of a type that JSON does not have. None is lost: what no text says is
    written as Python shows it, for the library to say that it does not understand it."""
    import pyarrow.compute as pc

    is_ = pa.types
    of = array.type
    if is_.is_float16(of):
        return array.cast(pa.float32())
    if is_.is_timestamp(of):
        # Days of a zone are those of its own clock.
        form = "%Y-%m-%dT%H:%M:%S" + ("%z" if of.tz is not None else "")
        return pc.strftime(array, format=form)
    if is_.is_date(of) or is_.is_decimal(of) or _is_text(pa, of):
        return array.cast(pa.large_string())
    return pa.array([None if value is None else _shown(value) for value in array.to_pylist()], pa.string())


def _shown(value: Any) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return "0x" + value.hex()
    if isinstance(value, (dict, list)):
        return json.dumps(value, default=str)
    return str(value)
