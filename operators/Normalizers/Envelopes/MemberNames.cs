using System.Text;
using System.Text.Json;

namespace StreamEngine.Normalizers;

/// <summary>The members an object may have, found fastest in the order in which they usually stand.</summary>
internal sealed class MemberNames(params string[] names)
{
    private const int LongestShown = 64;

    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Which member the reader stands at; the reader moves on to its value.</summary>
    /// <param name="json">Stands at the name.</param>
    /// <param name="place">Place of the object.</param>
    /// <param name="seen">Members seen so far, a bit each.</param>
    /// <exception cref="EventException">There is no such member, or it was seen already.</exception>
    public int Next(ref Utf8JsonReader json, string place, ref uint seen)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (json.ValueTextEquals(_names[i]))
            {
                if ((seen & (1u << i)) != 0)
                {
                    throw new EventException($"{place}/{names[i]} is there twice");
                }

                seen |= 1u << i;
                json.Read();
                return i;
            }
        }

        var name = json.GetString()!;
        throw new EventException($"{place}/{(name.Length > LongestShown ? $"{name[..LongestShown]}…" : name)} must not be there");
    }

    /// <summary>Holds an object to the members it must have.</summary>
    /// <exception cref="EventException">One is missing.</exception>
    public void Require(uint seen, uint required, string place)
    {
        if ((required & ~seen) is not 0 and var missing)
        {
            throw new EventException($"{place}/{names[System.Numerics.BitOperations.TrailingZeroCount(missing)]} is missing");
        }
    }
}
