using System.Globalization;
using System.Text;
using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Sources.Mapping;

/// <summary>Turns the options of one column into how it is read, and reports what does not fit its type.</summary>
internal sealed class ColumnBinder(BindScope scope, Field target, ColumnOptions options, bool typesStandAlone, bool hasPositions)
{
    private const int MaxShift = 18;

    private string Place => $"columns.{target.Name}";

    /// <summary>How the column is read.</summary>
    public MappedColumn Bind()
    {
        var from = typesStandAlone && options.Type is null && options.Value is null ? null : options.From;
        var column = new MappedColumn(target) { Name = from ?? target.Name, Computed = options.Computed || from is null, Part = options.Part };
        if (from is not null && options.Value is not null)
        {
            Report("value", $"column '{target.Name}' has both 'from' and 'value'", "a value is the same in every row: remove one of them");
        }

        if (hasPositions && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            column = column with { Index = position - 1 };
            if (position < 1)
            {
                Report("from", $"column '{target.Name}' comes from position {position}; positions start at 1", null);
            }
        }

        if (!hasPositions && from == "item_of")
        {
            column = column with { Origin = ColumnOrigin.ItemOf };
        }

        column = Number(Time(column, from)) with
        {
            Split = options.Split is { Length: > 0 } split ? Encoding.UTF8.GetBytes(split) : null,
            Values = options.Values.Count == 0 ? null : new ValueTable(options.Values, target.Type.Kind is TypeKind.Enum or TypeKind.Bool),
        };
        CheckTexts(column);
        return column with
        {
            Origin = options.Value is null ? column.Origin : ColumnOrigin.Constant,
            Constant = options.Value is null ? null : Encoding.UTF8.GetBytes(options.Value),
            Default = options.Default is null ? null : Encoding.UTF8.GetBytes(options.Default),
        };
    }

    private MappedColumn Time(MappedColumn column, string? from)
    {
        if (target.Type.Kind != TypeKind.Timestamp)
        {
            if (options.Time is not null || options.Zone is not null || options.Since is not null || options.Add is not null)
            {
                Report("time", $"column '{target.Name}' is {target.Type}; 'time', 'zone', 'since' and 'add' are for columns of type timestamp", options.Time is null ? null : "write 'type: timestamp' where the column is your own");
            }

            return column;
        }

        var since = 0L;
        if (options.Since is { } day && !(new PatternTime("yyyy-MM-dd", TimePattern.Parse("yyyy-MM-dd")!, 0).TryRead(Encoding.UTF8.GetBytes(day), out since, out _) && options.Time is "s" or "ms" or "us" or "ns"))
        {
            Report("since", $"column '{target.Name}' counts from '{day}'; it must be a day such as 2022-12-13, with 'time' s, ms, us or ns", null);
        }

        var offset = 0L;
        var parts = options.Time is null or "s" or "ms" or "us" or "ns" or "auto" or "rfc3339" ? null : TimePattern.Parse(options.Time);
        if (options.Zone is { } zone && (!TimePattern.TryOffset(zone, out offset) || parts is null || parts.Any(part => part.Kind == 'z')))
        {
            Report("zone", $"column '{target.Name}' has the zone '{zone}'; it must be an offset such as +03:00, with a 'time' pattern that holds none", null);
        }

        TimeReader? reader = options.Time switch
        {
            null when from is null => new OwnTime(),
            null or "auto" => new AutoTime(),
            "rfc3339" => new Rfc3339Time(),
            "s" or "ms" or "us" or "ns" => new UnitTime(options.Time, since),
            _ => parts is null ? null : new PatternTime(options.Time, parts, offset),
        };
        if (reader is null)
        {
            Report("time", $"column '{target.Name}' has times '{options.Time}'; it must be s, ms, us, ns, auto, rfc3339, or a pattern with year, month and day such as 'yyyy-MM-dd HH:mm:ss' or '%Y-%m-%d %H:%M:%S'", null);
        }

        return column with { Time = reader ?? new OwnTime(), Add = options.Add?.Nanoseconds ?? 0 };
    }

    private MappedColumn Number(MappedColumn column)
    {
        if (options.Unit is not { } unit)
        {
            return column;
        }

        var scale = unit switch { "ns" => 1L, "us" => 1_000, "ms" => 1_000_000, "s" => 1_000_000_000, "m" => 60_000_000_000, "h" => 3_600_000_000_000, "d" => 86_400_000_000_000, _ => 0 };
        if (target.Type.Kind == TypeKind.Duration)
        {
            if (scale == 0)
            {
                Report("unit", $"column '{target.Name}' is a duration in '{unit}'; it must be ns, us, ms, s, m, h or d", null);
            }

            return column with { Scale = Math.Max(scale, 1) };
        }

        var shift = unit switch { "percent" => -2, "bps" => -4, "ppm" => -6, _ when unit.StartsWith("1e", StringComparison.Ordinal) && int.TryParse(unit.AsSpan(2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) => power, _ => 0 };
        if (shift is 0 or > MaxShift or < -MaxShift || target.Type.Kind is not (TypeKind.Float32 or TypeKind.Float64 or TypeKind.Decimal))
        {
            Report("unit", $"column '{target.Name}' ({target.Type}) has the unit '{unit}'; it must be percent, bps, ppm or a power of ten from 1e-18 to 1e18 for numbers with a fraction, and ns to d for durations", scale == 0 ? null : "the unit of a time is written with 'time'");
        }

        return column with { Shift = shift };
    }

    /// <summary>What stands in the pipeline for a value is one.</summary>
    private void CheckTexts(MappedColumn column)
    {
        var cell = MappedCell.For(column, null);
        foreach (var (option, text) in options.Values.Select(v => ("values", (string?)v.Value)).Append(("value", options.Value)).Append(("default", options.Default)))
        {
            if (text is null || scope.Failed)
            {
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            if (target.Type.Kind == TypeKind.Enum && !target.Type.Names.Contains(text))
            {
                Report(option, $"column '{target.Name}' cannot be '{text}'; it must be one of {string.Join(", ", target.Type.Names)}", Config.Nearest.Question(text, target.Type.Names));
            }
            else if (cell.Set(bytes, 0) is { } problem)
            {
                Report(option, $"column '{target.Name}' {problem}", null);
            }
        }
    }

    private void Report(string option, string message, Config.Suggestion? help) => scope.Report($"{Place}.{option}", MappingErrors.Mapping, message, help);
}
