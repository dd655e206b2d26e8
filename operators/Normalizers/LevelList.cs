namespace StreamEngine.Normalizers;

/// <summary>Levels of one side in a depth message, in its order.</summary>
internal sealed class LevelList
{
    private double[] _prices = new double[1024];
    private double[] _qtys = new double[1024];

    /// <summary>Levels.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the message has this side at all.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>Prices.</summary>
    public ReadOnlySpan<double> Prices => _prices.AsSpan(0, Count);

    /// <summary>Absolute new quantities.</summary>
    public ReadOnlySpan<double> Qtys => _qtys.AsSpan(0, Count);

    /// <summary>Empties the list.</summary>
    public void Clear()
    {
        Count = 0;
        IsPresent = false;
    }

    /// <summary>Starts the side.</summary>
    public void Begin()
    {
        Count = 0;
        IsPresent = true;
    }

    /// <summary>Adds a level.</summary>
    public void Add(double price, double qty)
    {
        if (Count == _prices.Length)
        {
            Array.Resize(ref _prices, Count * 2);
            Array.Resize(ref _qtys, Count * 2);
        }

        _prices[Count] = price;
        _qtys[Count++] = qty;
    }
}
