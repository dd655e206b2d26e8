using StreamEngine.Data;

namespace StreamEngine.Replay.Verification;

/// <summary>Some stream times of the rows of a source, each row as likely as any other, drawn while they pass (Vitter 1985, algorithm R).</summary>
/// <param name="size">How many to keep.</param>
/// <param name="seed">Seed of the draw.</param>
internal sealed class TimeSample(int size, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<long> _times = [];
    private long _rows;

    /// <summary>The times kept, in no order.</summary>
    public IReadOnlyList<long> Times => _times;

    /// <summary>Takes the rows of a batch.</summary>
    public void Add(Batch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            _rows++;
            if (_times.Count < size)
            {
                _times.Add(batch.At(i));
                continue;
            }

            var place = _random.NextInt64(_rows);
            if (place < size)
            {
                _times[(int)place] = batch.At(i);
            }
        }
    }
}
