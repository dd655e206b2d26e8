using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>The place on an edge where taps look. While nobody taps, a batch that passes costs one comparison with null.</summary>
internal sealed class TapPoint
{
    private readonly Lock _lock = new();
    private volatile TapRing[]? _rings;

    /// <summary>Shows a lent batch to whoever taps.</summary>
    public void Offer(Batch batch)
    {
        if (_rings is { } rings)
        {
            foreach (var ring in rings)
            {
                ring.Offer(batch);
            }
        }
    }

    public void Add(TapRing ring)
    {
        lock (_lock)
        {
            _rings = [.. _rings ?? [], ring];
        }
    }

    public void Remove(TapRing ring)
    {
        lock (_lock)
        {
            _rings = _rings is { Length: > 1 } rings ? [.. rings.Where(r => !ReferenceEquals(r, ring))] : null;
        }
    }
}
