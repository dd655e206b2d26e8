namespace StreamEngine.Features;

/// <summary>
/// One percentile of the last so many values, kept up with every value: those up to its place in a heap with the greatest on top, the others in one with the least on top, so the answer lies between the two tops. A value
/// enters in the place of the oldest. O(log n) a value, O(1) an answer; 20 bytes a value.
/// </summary>
internal sealed class SlidingQuantile(int window, int percentile)
{
    private readonly int _window = window;
    private readonly int _percentile = percentile;
    private double[] _values = new double[Math.Min(window, 64)];
    private int[] _lower = new int[Math.Min(window, 64)]; // slots of values, a heap each
    private int[] _upper = new int[Math.Min(window, 64)];
    private int[] _places = new int[Math.Min(window, 64)]; // where each slot's value stands: its place in _lower, or the complement of that in _upper
    private int _lowerCount;
    private int _upperCount;
    private int _oldest;

    /// <summary>Values.</summary>
    public int Count => _lowerCount + _upperCount;

    /// <summary>The percentile, by linear interpolation: with h = (n − 1) · percentile / 100 and x the values in ascending order from x₀ on, x⌊h⌋ + (h − ⌊h⌋) (x⌊h⌋₊₁ − x⌊h⌋). There is a value.</summary>
    public double Value
    {
        get
        {
            var low = _values[_lower[0]];
            var rest = (long)(Count - 1) * _percentile % 100;
            return rest == 0 ? low : low + (rest / 100.0 * (_values[_upper[0]] - low));
        }
    }

    /// <summary>Adds a value; the oldest goes when there are too many.</summary>
    public void Add(double value)
    {
        int slot;
        if (Count < _window)
        {
            slot = Count;
            if (slot == _values.Length)
            {
                Grow();
            }
        }
        else
        {
            slot = _oldest;
            _oldest = (_oldest + 1) % _window;
            Remove(slot);
        }

        _values[slot] = value;
        if (_lowerCount > 0 && value <= _values[_lower[0]])
        {
            Put(slot, lower: true, _lowerCount++);
            Rise(_lowerCount - 1, lower: true);
        }
        else
        {
            Put(slot, lower: false, _upperCount++);
            Rise(_upperCount - 1, lower: false);
        }

        Balance();
    }

    private void Balance()
    {
        var wanted = (int)((long)(Count - 1) * _percentile / 100) + 1;
        while (_lowerCount < wanted)
        {
            var slot = _upper[0];
            Remove(slot);
            Put(slot, lower: true, _lowerCount++);
            Rise(_lowerCount - 1, lower: true);
        }

        while (_lowerCount > wanted)
        {
            var slot = _lower[0];
            Remove(slot);
            Put(slot, lower: false, _upperCount++);
            Rise(_upperCount - 1, lower: false);
        }
    }

    private void Remove(int slot)
    {
        var lower = _places[slot] >= 0;
        var place = lower ? _places[slot] : ~_places[slot];
        var last = lower ? --_lowerCount : --_upperCount;
        if (place == last)
        {
            return;
        }

        Put((lower ? _lower : _upper)[last], lower, place);
        Sink(Rise(place, lower), lower);
    }

    private int Rise(int place, bool lower)
    {
        var heap = lower ? _lower : _upper;
        var slot = heap[place];
        while (place > 0 && Above(slot, heap[(place - 1) / 2], lower))
        {
            Put(heap[(place - 1) / 2], lower, place);
            place = (place - 1) / 2;
        }

        Put(slot, lower, place);
        return place;
    }

    private void Sink(int place, bool lower)
    {
        var heap = lower ? _lower : _upper;
        var count = lower ? _lowerCount : _upperCount;
        var slot = heap[place];
        for (var child = (2 * place) + 1; child < count; child = (2 * place) + 1)
        {
            if (child + 1 < count && Above(heap[child + 1], heap[child], lower))
            {
                child++;
            }

            if (!Above(heap[child], slot, lower))
            {
                break;
            }

            Put(heap[child], lower, place);
            place = child;
        }

        Put(slot, lower, place);
    }

    private bool Above(int slot, int other, bool lower) => lower ? _values[slot] > _values[other] : _values[slot] < _values[other];

    private void Put(int slot, bool lower, int place)
    {
        (lower ? _lower : _upper)[place] = slot;
        _places[slot] = lower ? place : ~place;
    }

    private void Grow()
    {
        var room = Math.Min(_window, _values.Length * 2);
        Array.Resize(ref _values, room);
        Array.Resize(ref _lower, room);
        Array.Resize(ref _upper, room);
        Array.Resize(ref _places, room);
    }
}
