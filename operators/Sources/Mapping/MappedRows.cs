using System.Text;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Sources.Mapping;

/// <summary>The columns of a plan while a run reads: takes texts, checks them, and adds whole rows to a port.</summary>
internal sealed class MappedRows
{
    private readonly MappingPlan _plan;
    private readonly PortWriter _port;
    private readonly MappedColumn[] _columns;
    private readonly MappedCell[] _cells;
    private readonly RowStep[] _steps;
    private readonly int[] _others;
    private readonly int[] _lines;
    private readonly int[] _required;
    private readonly byte[][] _missing;
    private readonly bool _decimalComma;
    private readonly byte[] _number = new byte[64];
    private readonly int _ts;
    private readonly int _action;
    private readonly int _last;
    private readonly int _snapshot;

    /// <param name="plan">How records become rows.</param>
    /// <param name="port">Where rows go.</param>
    /// <param name="missing">Texts that stand for nothing, besides the empty one.</param>
    /// <param name="decimalComma">Whether a comma is the decimal sign.</param>
    public MappedRows(MappingPlan plan, PortWriter port, IEnumerable<string> missing, bool decimalComma)
    {
        _plan = plan;
        _port = port;
        _missing = [.. missing.Where(text => text.Length > 0).Select(Encoding.UTF8.GetBytes)];
        _decimalComma = decimalComma;
        _cells = [.. plan.Columns.Select(column => MappedCell.For(column, column.IsHidden ? null : port.Builder(column.Field.Name)))];
        _columns = [.. plan.Columns];
        _steps = [.. plan.Steps];
        _ts = plan.Find("ts");
        _others = [.. Where((column, _) => column.Origin == ColumnOrigin.Others)];
        _lines = [.. Where((column, _) => column.Origin == ColumnOrigin.Line)];
        _required = [.. Where((column, c) => !column.IsHidden && (!column.Field.Nullable || c == _ts))];
        (_action, _last, _snapshot) = (plan.Find("action"), plan.Find("last"), plan.Find("snapshot"));
        for (var c = 0; c < _cells.Length; c++)
        {
            if (plan.Columns[c].Constant is { } constant)
            {
                _cells[c].Set(constant, 0);
                _cells[c].Set(constant, 1);
            }
        }
    }

    /// <summary>How records become rows.</summary>
    public MappingPlan Plan => _plan;

    /// <summary>Starts a file.</summary>
    public void Begin(string path)
    {
        for (var c = 0; c < _cells.Length; c++)
        {
            if (_columns[c].Origin == ColumnOrigin.File)
            {
                var bytes = Encoding.UTF8.GetBytes(path);
                _cells[c].Set(bytes, 0);
                _cells[c].Set(bytes, 1);
            }
        }
    }

    /// <summary>Event time of the row in a slot.</summary>
    public long Ts(int slot) => ((LongCell)_cells[_ts])[slot];

    /// <summary>Whether the row in a slot starts a snapshot when it starts a message.</summary>
    public bool IsSnapshot(int slot) => _plan.ByMessage && _action >= 0 && _columns[_action].Origin == ColumnOrigin.Others && _snapshot >= 0 && !_cells[_snapshot].IsNull(slot) && ((BoolCell)_cells[_snapshot])[slot];

    /// <summary>Takes the text of a column. What is wrong, or null.</summary>
    /// <param name="column">Position of the column.</param>
    /// <param name="text">The text, without quotes.</param>
    /// <param name="quoted">Whether it stood in quotes.</param>
    /// <param name="slot">The slot of the row.</param>
    public string? Set(int column, ReadOnlySpan<byte> text, bool quoted, int slot)
    {
        var plan = _columns[column];
        var cell = _cells[column];
        if (plan.Split is { } separator)
        {
            text = Part(text, separator, plan.Part);
        }

        if (!cell.IsText)
        {
            text = text.Trim(" \t"u8);
        }

        if (IsMissing(text, quoted && cell.IsText))
        {
            SetMissing(column, slot);
            return null;
        }

        if (plan.Values is { } values && !values.TryMap(text, out text))
        {
            return $"column '{plan.Field.Name}' is {MappedCell.Show(text)}; it must be one of {values.Allowed}: add it to 'values'";
        }

        if (_decimalComma && cell.IsNumber && text.Length <= _number.Length && text.IndexOf((byte)',') is >= 0 and var comma)
        {
            text.CopyTo(_number);
            _number[comma] = text.Contains((byte)'.') ? (byte)',' : (byte)'.';
            text = _number.AsSpan(0, text.Length);
        }

        return cell.Set(text, slot) is { } problem ? $"column '{plan.Field.Name}' {problem}" : null;
    }

    /// <summary>The record has nothing for a column.</summary>
    public void SetMissing(int column, int slot)
    {
        if (_columns[column].Default is { } text)
        {
            _cells[column].Set(text, slot);
        }
        else
        {
            _cells[column].SetNull(slot);
        }
    }

    /// <summary>All fields are in: makes what is made of others. What is wrong, or null.</summary>
    /// <param name="slot">The slot of the row.</param>
    /// <param name="line">Line of the record.</param>
    public string? Finish(int slot, long line)
    {
        foreach (var c in _others)
        {
            SetMissing(c, slot);
        }

        foreach (var c in _lines)
        {
            ((LongCell)_cells[c])[slot] = line;
        }

        foreach (var step in _steps)
        {
            if (_cells[step.Target].IsNull(slot) && step.Fill(_cells, slot) is { } problem)
            {
                return $"column '{_columns[step.Target].Field.Name}' {problem}";
            }
        }

        foreach (var c in _required)
        {
            if (_cells[c].IsNull(slot))
            {
                return $"column '{_columns[c].Field.Name}' ({_columns[c].Field.Type}) is missing";
            }
        }

        return null;
    }

    /// <summary>Adds the row of a slot to the port; the caller commits it.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="last">Whether it is the last of its message, where messages are told here.</param>
    public void Append(int slot, bool last)
    {
        if (_plan.ByMessage)
        {
            _cells[_last].Set(last ? "true"u8 : "false"u8, slot);
        }

        foreach (var cell in _cells)
        {
            cell.Append(slot);
        }
    }

    /// <summary>Adds the row that clears the book before the snapshot that starts with the row of a slot.</summary>
    public void AppendClear(int slot)
    {
        for (var c = 0; c < _cells.Length; c++)
        {
            var name = _columns[c].Field.Name;
            var builder = _columns[c].IsHidden ? null : _port.Builder(name);
            switch (name)
            {
                case "action": ((ValueBuilder<byte>?)builder)?.Append(_columns[c].Field.Type.CodeOf("clear")); break;
                case "last": ((ValueBuilder<bool>?)builder)?.Append(false); break;
                case "side" or "price" or "qty": builder?.AppendNull(); break;
                default: _cells[c].Append(slot); break;
            }
        }
    }

    private IEnumerable<int> Where(Func<MappedColumn, int, bool> holds) => Enumerable.Range(0, _columns.Length).Where(c => holds(_columns[c], c));

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator, int part)
    {
        for (; part > 1; part--)
        {
            var at = text.IndexOf(separator);
            text = at < 0 ? default : text[(at + separator.Length)..];
        }

        var end = text.IndexOf(separator);
        return end < 0 ? text : text[..end];
    }

    private bool IsMissing(ReadOnlySpan<byte> text, bool stands)
    {
        if (stands)
        {
            return false;
        }

        if (text.IsEmpty)
        {
            return true;
        }

        foreach (var word in _missing)
        {
            if (text.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }
}
