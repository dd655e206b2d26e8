using System.Globalization;

namespace StreamEngine.Replay;

/// <summary>How fast a recording is played.</summary>
/// <param name="Factor">Recorded seconds a second; infinity for as fast as rows are taken.</param>
public readonly record struct PlaySpeed(double Factor)
{
    private const double Most = 1e9;

    /// <summary>As fast as rows are taken.</summary>
    public static PlaySpeed Max { get; } = new(double.PositiveInfinity);

    /// <summary>Whether rows do not wait.</summary>
    public bool IsMax => double.IsPositiveInfinity(Factor);

    /// <summary>Reads <c>max</c>, <c>1</c>, <c>10x</c>, <c>0.1x</c>.</summary>
    public static bool TryParse(string text, out PlaySpeed speed)
    {
        speed = Max;
        if (text == "max")
        {
            return true;
        }

        var isNumber = double.TryParse(text.EndsWith('x') ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor is > 0 and <= Most;
        speed = new PlaySpeed(factor);
        return isNumber;
    }

    /// <inheritdoc/>
    public override string ToString() => IsMax ? "max" : Factor.ToString(CultureInfo.InvariantCulture) + "x";
}
