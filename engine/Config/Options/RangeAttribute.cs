using System.Globalization;

namespace StreamEngine.Config;

/// <summary>The values an option may have, both ends included; each item's when the option is a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute : Attribute
{
    /// <summary>A range of numbers; an infinite end is open.</summary>
    public RangeAttribute(double min, double max)
    {
        Min = min;
        Max = max;
        MinText = min.ToString("0.#################", CultureInfo.InvariantCulture);
        MaxText = max.ToString("0.#################", CultureInfo.InvariantCulture);
    }

    /// <summary>A range of durations, sizes or other literals, as they are written in YAML.</summary>
    public RangeAttribute(string min, string max)
    {
        (Min, Max) = (Measure(min), Measure(max));
        (MinText, MaxText) = (min, max);
    }

    /// <summary>Whether <see cref="Min"/> itself is left out.</summary>
    public bool AboveMin { get; init; }

    /// <summary>Least value; nanoseconds of a duration, bytes of a size.</summary>
    public double Min { get; }

    /// <summary>Greatest value; nanoseconds of a duration, bytes of a size.</summary>
    public double Max { get; }

    /// <summary>Least value as written.</summary>
    public string MinText { get; }

    /// <summary>Greatest value as written.</summary>
    public string MaxText { get; }

    /// <summary>The range in words, to stand behind <c>it must be </c>.</summary>
    public override string ToString() =>
        (double.IsInfinity(Min), double.IsInfinity(Max), AboveMin) switch
        {
            (true, true, _) => "finite",
            (true, false, _) => $"at most {MaxText}",
            (false, true, false) => $"at least {MinText}",
            (false, true, true) => $"above {MinText}",
            (false, false, false) => $"from {MinText} to {MaxText}",
            (false, false, true) => $"above {MinText} and at most {MaxText}",
        };

    /// <summary>Whether a measured value lies in the range.</summary>
    public bool Holds(double value) => value <= Max && (AboveMin ? value > Min : value >= Min);

    private static double Measure(string text) =>
        Duration.TryParse(text, out var duration, out _) ? duration.Nanoseconds
        : ByteSize.TryParse(text, out var size, out _) ? size.Bytes
        : Rate.TryParse(text, out var rate, out _) ? rate.PerSecond
        : (double)Quantity.Parse(text).Value;
}
