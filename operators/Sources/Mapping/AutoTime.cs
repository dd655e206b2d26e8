namespace StreamEngine.Sources.Mapping;

/// <summary>Times whose unit shows in their size, or RFC 3339. Between 2000 and 2100 the ranges of s, ms, us and ns do not touch, so there is nothing to guess.</summary>
internal sealed class AutoTime : TimeReader
{
    private static readonly UnitTime[] Units = [new("s"), new("ms"), new("us"), new("ns")];

    /// <inheritdoc/>
    public override string Allowed => "a time in s, ms, us or ns, or RFC 3339 text, from 2000-01-01 to 2100-01-01: say another form with 'time'";

    /// <inheritdoc/>
    public override bool TryRead(ReadOnlySpan<byte> text, out long ns, out long unit)
    {
        var dot = text.IndexOf((byte)'.');
        var digits = dot < 0 ? text.Length : dot;
        var of = digits switch { 9 or 10 => Units[0], 12 or 13 => Units[1], 15 or 16 => Units[2], 18 or 19 => Units[3], _ => null };
        if (of is not null && text.IndexOfAnyExcept("0123456789."u8) < 0)
        {
            return of.TryRead(text, out ns, out unit);
        }

        unit = 0;
        return OwnTime.TryRfc3339(text, out ns) && IsPossible(ns);
    }
}
