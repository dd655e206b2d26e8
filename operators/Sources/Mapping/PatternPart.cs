namespace StreamEngine.Sources.Mapping;

/// <summary>One piece of a time pattern.</summary>
/// <param name="Kind">What it is: <c>y M d H h m s f F t z b</c>, or <c>'</c> for a character that stands as it is.</param>
/// <param name="Least">Fewest digits.</param>
/// <param name="Most">Most digits.</param>
/// <param name="Literal">The character.</param>
internal readonly record struct PatternPart(char Kind, int Least, int Most, byte Literal = 0);
