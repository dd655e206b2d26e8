using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Counts rows by the text of a column; what comes behind the first so many texts is counted together.</summary>
internal sealed class RowCounts
{
    private const int MostTexts = 10_000;

    private readonly Dictionary<string, long> _byText = new(StringComparer.Ordinal);
    private long[] _byCode = [];
    private SymbolDictionary? _dictionary;
    private ColumnType? _enum;
    private long _rest;

    /// <summary>Takes the rows of a batch.</summary>
    public void Add(Column column, Batch batch)
    {
        switch (column)
        {
            case SymbolColumn symbols:
                _dictionary = symbols.Dictionary;
                Add(column, batch, row => symbols.Codes[row]);
                break;
            case ValueColumn<byte> names:
                _enum = names.Type;
                Add(column, batch, row => names[row]);
                break;
            case TextColumn texts:
                AddTexts(texts, batch);
                break;
        }
    }

    /// <summary>The counts by text.</summary>
    public IReadOnlyDictionary<string, long> Counts()
    {
        var counts = new Dictionary<string, long>(_byText, StringComparer.Ordinal);
        for (var code = 0; code < _byCode.Length; code++)
        {
            if (_byCode[code] > 0)
            {
                counts[_dictionary is null ? _enum!.Names[code] : _dictionary.Text(code)] = _byCode[code];
            }
        }

        if (_rest > 0)
        {
            counts[string.Create(CultureInfo.InvariantCulture, $"(behind the first {MostTexts})")] = _rest;
        }

        return counts;
    }

    private void Add(Column column, Batch batch, Func<int, int> code)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            if (column.IsNull(row))
            {
                continue;
            }

            var at = code(row);
            if (at >= MostTexts)
            {
                _rest++;
                continue;
            }

            if (at >= _byCode.Length)
            {
                Array.Resize(ref _byCode, Math.Max(at + 1, _byCode.Length * 2));
            }

            _byCode[at]++;
        }
    }

    private void AddTexts(TextColumn texts, Batch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            if (texts.IsNull(row))
            {
                continue;
            }

            var text = texts.Text(row);
            if (_byText.Count < MostTexts || _byText.ContainsKey(text))
            {
                _byText[text] = _byText.GetValueOrDefault(text) + 1;
            }
            else
            {
                _rest++;
            }
        }
    }
}
