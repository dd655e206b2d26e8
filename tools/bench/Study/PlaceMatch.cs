namespace StreamEngine.Bench.Study;

/// <summary>How exact a place is known from the edit.</summary>
internal enum PlaceMatch
{
    /// <summary>Start and end.</summary>
    Exact,

    /// <summary>The start; the end is that of a value whose end is a matter of taste.</summary>
    Start,

    /// <summary>Anything inside.</summary>
    Inside,
}
