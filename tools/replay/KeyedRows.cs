namespace StreamEngine.Replay;

/// <summary>Brings rows of two recordings together that have one key; the n-th row of a key in one belongs to the n-th in the other. Rows that wait for the other file are bounded by the window.</summary>
internal sealed class KeyedRows(RecordingDiff diff, DiffOptions options)
{
    private readonly IReadOnlyList<int> _key = diff.KeyPlaces;
    private readonly Waiting _a = new(options.Window);
    private readonly Waiting _b = new(options.Window);

    /// <summary>Compares all rows, taking turns between the files.</summary>
    public async Task Compare(RowCursor a, RowCursor b)
    {
        var (hasA, hasB) = (true, true);
        while (hasA || hasB)
        {
            hasA = hasA && await a.Next();
            if (hasA)
            {
                Take(a.Row, diff.ValuesA(a), _b, _a, isA: true);
            }

            hasB = hasB && await b.Next();
            if (hasB)
            {
                Take(b.Row, diff.ValuesB(b), _a, _b, isA: false);
            }
        }

        foreach (var (row, values) in _a.Rest())
        {
            diff.OnlyInA(row, values);
        }

        foreach (var (row, values) in _b.Rest())
        {
            diff.OnlyInB(row, values);
        }
    }

    private void Take(long row, object?[] values, Waiting others, Waiting own, bool isA)
    {
        var key = string.Join('\u001f', _key.Select(place => values[place] switch { null => "\0", Array many => string.Join(',', many.Cast<object>()), var value => FormattableString.Invariant($"{value}") }));
        if (others.Take(key) is { } other)
        {
            diff.Pair(isA ? row : other.Row, isA ? values : other.Values, isA ? other.Row : row, isA ? other.Values : values);
        }
        else if (own.Add(key, row, values) is { } late)
        {
            if (isA)
            {
                diff.OnlyInA(late.Row, late.Values);
            }
            else
            {
                diff.OnlyInB(late.Row, late.Values);
            }
        }
    }

    /// <summary>Rows of one file whose key has not come in the other.</summary>
    private sealed class Waiting(int limit)
    {
        private readonly Dictionary<string, Queue<(long Row, object?[] Values)>> _byKey = new(StringComparer.Ordinal);
        private Queue<(string Key, long Row)> _order = new();
        private int _count;

        /// <summary>Takes the first row of a key; null when none waits.</summary>
        public (long Row, object?[] Values)? Take(string key)
        {
            if (!_byKey.TryGetValue(key, out var rows))
            {
                return null;
            }

            var first = rows.Dequeue();
            _count--;
            if (rows.Count == 0)
            {
                _byKey.Remove(key);
            }

            return first;
        }

        /// <summary>Adds a row; the oldest one when there is no room for it.</summary>
        public (long Row, object?[] Values)? Add(string key, long row, object?[] values)
        {
            if (!_byKey.TryGetValue(key, out var rows))
            {
                _byKey[key] = rows = new Queue<(long, object?[])>();
            }

            rows.Enqueue((row, values));
            _order.Enqueue((key, row));
            if (_order.Count > 2 * limit)
            {
                ForgetTaken();
            }

            return ++_count > limit ? Oldest() : null;
        }

        /// <summary>All that wait, in order.</summary>
        public IEnumerable<(long Row, object?[] Values)> Rest() => _byKey.Values.SelectMany(rows => rows).OrderBy(waiting => waiting.Row);

        private void ForgetTaken() =>
            _order = new Queue<(string, long)>(_byKey.SelectMany(rows => rows.Value.Select(waiting => (rows.Key, waiting.Row))).OrderBy(waiting => waiting.Row));

        private (long Row, object?[] Values)? Oldest()
        {
            while (_order.TryDequeue(out var oldest))
            {
                if (_byKey.TryGetValue(oldest.Key, out var rows) && rows.Peek().Row == oldest.Row)
                {
                    return Take(oldest.Key);
                }
            }

            return null;
        }
    }
}
