namespace StreamEngine.Bench.Workloads;

/// <summary>A loser tree over streams of times (Knuth, TAOCP 3, 5.4.1): each inner place holds the stream that lost there, so that the next row of the winner costs one comparison a level. Of equal times the lower stream wins.</summary>
internal sealed class LoserTree
{
    private readonly long[][] _times;
    private readonly int[] _next;
    private readonly long[] _keys;
    private readonly int[] _losers; // from place 1 on
    private readonly int _leaves;

    /// <param name="times">The times of each stream, ascending.</param>
    public LoserTree(long[][] times)
    {
        _times = times;
        _leaves = times.Length;
        _next = new int[_leaves];
        _keys = [.. times.Select(t => t.Length > 0 ? t[0] : long.MaxValue)];
        _losers = new int[_leaves];
        var winners = new int[2 * _leaves];
        for (var i = 0; i < _leaves; i++)
        {
            winners[_leaves + i] = i;
        }

        for (var place = _leaves - 1; place > 0; place--)
        {
            var (left, right) = (winners[2 * place], winners[(2 * place) + 1]);
            (winners[place], _losers[place]) = Wins(left, right) ? (left, right) : (right, left);
        }

        Champion = winners[1];
    }

    /// <summary>The stream of the next row; −1 when all have ended.</summary>
    public int Winner => _keys[Champion] == long.MaxValue ? -1 : Champion;

    /// <summary>Time of the next row.</summary>
    public long Time => _keys[Champion];

    private int Champion { get; set; }

    /// <summary>Which row of a stream comes next.</summary>
    public int Next(int stream) => _next[stream];

    /// <summary>Passes over the next row.</summary>
    public void Advance()
    {
        var winner = Champion;
        var next = ++_next[winner];
        var key = next < _times[winner].Length ? _times[winner][next] : long.MaxValue;
        _keys[winner] = key;
        for (var place = (_leaves + winner) / 2; place > 0; place /= 2)
        {
            var loser = _losers[place];
            var other = _keys[loser];
            if (other < key || (other == key && loser < winner))
            {
                _losers[place] = winner;
                (winner, key) = (loser, other);
            }
        }

        Champion = winner;
    }

    private bool Wins(int stream, int other) => _keys[stream] < _keys[other] || (_keys[stream] == _keys[other] && stream < other);
}
