namespace StreamEngine.Sources.Mapping;

/// <summary>Times as numbers of one unit since an epoch, with or without a fraction, taken exactly.</summary>
internal sealed class UnitTime : TimeReader
{
    private const int MostDigits = 18;

    private readonly string _name;
    private readonly int _places;
    private readonly long _unit;
    private readonly long _since;

    /// <param name="name">s, ms, us or ns.</param>
    /// <param name="since">What they count from, ns.</param>
    public UnitTime(string name, long since = 0)
    {
        _name = name;
        _since = since;
        _places = name switch { "s" => 9, "ms" => 6, "us" => 3, _ => 0 };
        _unit = 1;
        for (var i = 0; i < _places; i++)
        {
            _unit *= 10;
        }
    }

    /// <inheritdoc/>
    public override string Allowed => $"a time in {_name} from 2000-01-01 to 2100-01-01";

    /// <inheritdoc/>
    public override bool TryRead(ReadOnlySpan<byte> text, out long ns, out long unit)
    {
        unit = _unit;
        return TryNumber(text, _places, out ns) && IsPossible(ns += _since);
    }

    /// <summary>Reads digits with an optional fraction as a whole number of 10^-places; false where something smaller is left, or it is too large.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, int places, out long value)
    {
        value = 0;
        var dot = text.IndexOf((byte)'.');
        var whole = dot < 0 ? text : text[..dot];
        var fraction = dot < 0 ? default : text[(dot + 1)..].TrimEnd((byte)'0');
        if (whole.Length == 0 || whole.Length + places > MostDigits + 1 || fraction.Length > places || (dot >= 0 && dot == text.Length - 1)
            || whole.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        var sum = 0UL;
        foreach (var digit in whole)
        {
            sum = sum * 10 + digit - '0';
        }

        for (var i = 0; i < places; i++)
        {
            sum = sum * 10 + (i < fraction.Length ? fraction[i] - (ulong)'0' : 0);
        }

        value = (long)sum;
        return sum < Latest * 2UL;
    }
}
