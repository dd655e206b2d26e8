using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Testing;

/// <summary>Reads what <c>expect</c> says of one port: a list of rows, or <c>rows</c> or <c>subset</c> with <c>tolerance</c>, <c>count</c>, <c>hash</c>.</summary>
internal sealed class ExpectReader(ParamCells cells, Problems problems)
{
    private static readonly Field At = new("at", ColumnType.Timestamp);
    private static readonly string[] Keys = ["rows", "subset", "count", "hash", "tolerance"];

    /// <summary>The expectation; null when something is wrong (reported).</summary>
    public Expectation? Read(CasePort port, YamlEntry entry)
    {
        var before = problems.Count;
        var expectation = new Expectation(port, entry);
        switch (entry.Value)
        {
            case YamlList list:
                expectation = expectation with { Rows = Rows(port, list), RowsEntry = entry };
                break;
            case YamlMap map:
                expectation = Map(port, map, expectation);
                break;
            case { IsNull: true }: break; // nothing yet: for --bless
            default:
                problems.Add(CaseCodes.Shape, entry.Value.Span, null, $"expected rows of '{port.Name}' are a list, this is {entry.Value.Shown}", "write [ { column: value } ], or { count: 3 }");
                break;
        }

        return problems.Count == before && !entry.Value.IsBroken ? expectation : null;
    }

    private Expectation Map(CasePort port, YamlMap map, Expectation expectation)
    {
        foreach (var entry in map.Entries)
        {
            switch (entry.Name)
            {
                case "rows" or "subset" when entry.Value is YamlList list:
                    expectation = expectation with { Rows = Rows(port, list), RowsEntry = entry, IsSubset = entry.Name == "subset" };
                    break;
                case "count" when entry.Value is YamlScalar count && NumberText.TryInteger(count.Value, out var rows) && rows >= 0:
                    expectation = expectation with { Count = count };
                    break;
                case "hash" when entry.Value is YamlScalar { Value.Length: 64 } hash && hash.Value.All(char.IsAsciiHexDigitLower):
                    expectation = expectation with { Hash = hash };
                    break;
                case "tolerance":
                    expectation = expectation with { Tolerance = Tolerance(port, entry.Value) };
                    break;
                default:
                    Refuse(port, entry);
                    break;
            }
        }

        if (map.TryGet("rows", out _) && map.TryGet("subset", out var both))
        {
            problems.Add(CaseCodes.Shape, both.Key.Span, null, $"'{port.Name}' has rows and subset", "rows are all of them in order, a subset is some; keep one");
        }

        return expectation;
    }

    private void Refuse(CasePort port, YamlEntry entry)
    {
        var wanted = entry.Name switch
        {
            "rows" or "subset" => "a list of rows",
            "count" => "a whole number",
            "hash" => "a content hash of 64 hexadecimal digits, as replay hash prints it",
            _ => null,
        };
        if (wanted is null)
        {
            problems.Add(CaseCodes.Shape, entry.Key.Span, null, $"unknown key '{entry.Name}'; what is expected of '{port.Name}' has {string.Join(", ", Keys)}", Nearest.Question(entry.Name, Keys));
        }
        else
        {
            problems.Add(CaseCodes.Shape, entry.Value.Span, null, $"'{entry.Name}' is {(entry.Value.IsNull ? "nothing" : entry.Value.Shown)}; it must be {wanted}");
        }
    }

    private Dictionary<string, double> Tolerance(CasePort port, YamlNode node)
    {
        var all = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (column, value) in node is YamlMap map ? map.Entries.Select(e => ((YamlScalar?)e.Key, e.Value)) : [(null, node)])
        {
            if (value is YamlScalar { Quoted: false } scalar && NumberText.TryDouble(scalar.Value, out var tolerance) && tolerance >= 0)
            {
                all[column?.Value ?? ""] = tolerance;
            }
            else
            {
                problems.Add(CaseCodes.Shape, value.Span, null, $"'tolerance' is {(value.IsNull ? "nothing" : value.Shown)}; it must be a number such as 1e-9, or a map from column to one");
            }

            if (column is not null && !port.Schema.Has(column.Value))
            {
                GivenReader.UnknownColumn(problems, port, column);
            }
        }

        return all;
    }

    private List<ExpectedRow> Rows(CasePort port, YamlList list)
    {
        var rows = new List<ExpectedRow>();
        foreach (var item in list.Items.Where(i => !i.IsBroken))
        {
            if (item is YamlMap map)
            {
                rows.Add(new ExpectedRow([.. map.Entries.Select(e => Cell(port, e)).OfType<ExpectedCell>()], map.Span));
            }
            else
            {
                problems.Add(CaseCodes.Shape, item.Span, null, $"a row of '{port.Name}' is a map from column to value, this is {(item.IsNull ? "nothing" : item.Shown)}");
            }
        }

        return rows;
    }

    private ExpectedCell? Cell(CasePort port, YamlEntry entry)
    {
        var field = port.Schema.Find(entry.Name) ?? (entry.Name == At.Name ? At : null);
        if (field is null)
        {
            GivenReader.UnknownColumn(problems, port, entry.Key);
            return null;
        }

        if (entry.Value is YamlMap { Entries: [{ Name: "contains", Value: YamlScalar part }] } && field.Type.Kind is TypeKind.String or TypeKind.Json or TypeKind.Symbol)
        {
            return new ExpectedCell(field.Name, port.Schema.IndexOf(field.Name), new ContainedText(part.Value), part);
        }

        object? value = null;
        var written = cells.Of(entry.Value);
        var problem = written is null || written.IsBroken ? null : CellValue.Read(written, field, out value);
        if (problem is not null || written is null || written.IsBroken)
        {
            GivenReader.Wrong(problems, port, field, written ?? entry.Value, problem);
            return null;
        }

        return new ExpectedCell(field.Name, port.Schema.IndexOf(field.Name), value, entry.Value);
    }
}
