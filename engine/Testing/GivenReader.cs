using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Testing;

/// <summary>Reads the rows of <c>given</c>, or the part of a file they come from.</summary>
internal sealed class GivenReader(ParamCells cells, Problems problems)
{
    private static readonly Field At = new("at", ColumnType.Timestamp);
    private static readonly string[] SliceKeys = ["file", "from", "to", "rows"];

    /// <summary>The rows of one port; null when something is wrong (reported).</summary>
    public GivenPort? Read(CasePort port, YamlNode value) => value switch
    {
        YamlMap map => Slice(port, map),
        YamlList list => Rows(port, list),
        _ => Refuse(value.Span, $"rows of '{port.Name}' are a list, this is {(value.IsNull ? "nothing" : value.Shown)}", "write [ { ts: 0ms, … } ], or { file: path, rows: 100 }"),
    };

    private GivenPort? Rows(CasePort port, YamlList list)
    {
        var rows = new List<CaseRow>();
        var columns = new List<string>();
        var clock = new GivenClock(port, problems);
        var good = true;
        foreach (var item in list.Items.Where(i => !i.IsBroken))
        {
            if (item is not YamlMap map)
            {
                Refuse(item.Span, $"a row of '{port.Name}' is a map from column to value, this is {(item.IsNull ? "nothing" : item.Shown)}", null);
                good = false;
                continue;
            }

            if (map.Entries is [var mark] && clock.IsMark(mark.Name))
            {
                clock.Take(mark);
                continue;
            }

            columns.AddRange(map.Entries.Select(e => e.Name).Where(n => !columns.Contains(n)));
            if (Row(port, map, rows.Count + 1, clock) is { } row)
            {
                rows.Add(row);
            }
            else
            {
                good = false;
            }
        }

        return good ? new GivenPort(port, rows, columns, null) { Frontiers = clock.Frontiers, Restarts = clock.Restarts } : null;
    }

    private CaseRow? Row(CasePort port, YamlMap map, int number, GivenClock clock)
    {
        var schema = port.Schema;
        var values = new object?[schema.Fields.Count];
        var good = true;
        long? stamp = null;
        foreach (var entry in map.Entries)
        {
            var field = schema.Find(entry.Name) ?? (entry.Name == At.Name ? At : null);
            if (field is null && clock.IsMark(entry.Name))
            {
                Refuse(entry.Key.Span, $"{port.Name}: '{entry.Name}' stands in a row of its own", $"write - {{ {entry.Name}: … }} in front of this row");
                good = false;
                continue;
            }

            if (field is null)
            {
                good = UnknownColumn(problems, port, entry.Key, GivenClock.Marks);
                continue;
            }

            object? value = null;
            var cell = cells.Of(entry.Value);
            var problem = cell is null || cell.IsBroken ? null : CellValue.Read(cell, field, out value);
            if (problem is not null || cell is null || cell.IsBroken)
            {
                good = Wrong(problems, port, field, cell ?? entry.Value, problem);
            }
            else if (ReferenceEquals(field, At))
            {
                stamp = (long?)value;
            }
            else
            {
                values[schema.IndexOf(field.Name)] = value;
            }
        }

        return good && Complete(port, map, values, number) ? new CaseRow(clock.Stamp(stamp, schema.IndexOf("ts") is >= 0 and var i ? values[i] as long? : null, map), values, map.Span) : null;
    }

    private bool Complete(CasePort port, YamlMap map, object?[] values, int number)
    {
        var schema = port.Schema;
        var ts = schema.IndexOf("ts") is >= 0 and var i && values[i] is long time ? time : 0;
        var good = true;
        for (var c = 0; c < values.Length; c++)
        {
            var field = schema[c];
            if (field.Nullable || values[c] is not null)
            {
                continue;
            }

            var isWritten = map.TryGet(field.Name, out var written);
            values[c] = isWritten ? null : RowDefaults.Of(field, ts, number);
            if (values[c] is null)
            {
                problems.Add(CaseCodes.Lacking, isWritten ? written!.Value.Span : map.Span, port.Node, $"{port.Name}: row {number} has no {field.Name} ({field.Type})", $"add {field.Name}: …");
                good = false;
            }
        }

        return good;
    }

    private GivenPort? Slice(CasePort port, YamlMap map)
    {
        foreach (var entry in map.Entries.Where(e => !SliceKeys.Contains(e.Name)))
        {
            return Refuse(entry.Key.Span, $"unknown key '{entry.Name}'; rows from a file have {string.Join(", ", SliceKeys)}", Nearest.Question(entry.Name, SliceKeys));
        }

        if (!map.TryGet("file", out var file) || file.Value is not YamlScalar { IsNull: false } path)
        {
            return Refuse(map.Span, $"rows of '{port.Name}' are a list, or name a file", "write { file: path, rows: 100 }");
        }

        var slice = new FileSlice(CaseFile.FromFolderOf(map.Span.File, path.Value), path.Span);
        foreach (var entry in map.Entries.Where(e => e.Name != "file"))
        {
            var text = (entry.Value as YamlScalar)?.Value ?? "";
            if (entry.Name == "rows" && NumberText.TryInteger(text, out var rows) && rows >= 0)
            {
                slice = slice with { Rows = rows };
            }
            else if (entry.Name == "from" && NumberText.TryInteger(text, out var skip) && skip >= 0)
            {
                slice = slice with { Skip = skip };
            }
            else if (entry.Name != "rows" && CaseTime.TryRead(text, out var ns))
            {
                slice = entry.Name == "from" ? slice with { From = ns } : slice with { To = ns };
            }
            else
            {
                return Refuse(entry.Value.Span, $"'{entry.Name}' is {entry.Value.Shown}; it must be {(entry.Name == "rows" ? "a whole number" : entry.Name == "from" ? "a row number from 0 or a time" : "a time")}", null);
            }
        }

        return new GivenPort(port, [], [], slice);
    }

    private GivenPort? Refuse(Span at, string message, Suggestion? help)
    {
        problems.Add(CaseCodes.Shape, at, null, message, help);
        return null;
    }

    /// <summary>Reports a column that does not exist.</summary>
    /// <param name="problems">Takes it.</param>
    /// <param name="port">The port the row is of.</param>
    /// <param name="name">What was written.</param>
    /// <param name="others">What else might stand there, and may have been meant.</param>
    internal static bool UnknownColumn(Problems problems, CasePort port, YamlScalar name, params string[] others)
    {
        var names = port.Schema.Fields.Select(f => f.Name).ToList();
        problems.Add(GraphCodes.UnknownColumn, name.Span, port.Node, $"{port.Name}: there is no column '{name.Value}'; there are: {string.Join(", ", names)}", Nearest.Question(name.Value, [.. names, .. others]));
        return false;
    }

    /// <summary>Reports a value that does not fit its column.</summary>
    internal static bool Wrong(Problems problems, CasePort port, Field field, YamlNode value, LiteralProblem? problem)
    {
        if (problem is not null)
        {
            problems.Add(problem.Code, value.Span, port.Node, $"{port.Name}: column '{field.Name}' is {value.Shown}; {problem.Message}", problem.Help);
        }

        return false;
    }
}
