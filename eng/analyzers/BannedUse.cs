using Microsoft.CodeAnalysis;

namespace StreamEngine.Analyzers;

/// <summary>One row of <see cref="BannedUses"/>: members that a rule bans, and what to use instead.</summary>
/// <param name="rule">The rule that reports the use.</param>
/// <param name="type">Full metadata name of the type, or a namespace followed by <c>.*</c> for each type in it.</param>
/// <param name="members">Names of members (<c>.ctor</c> for constructors); empty for every member.</param>
/// <param name="instead">What to use instead; ends the message.</param>
/// <param name="applies">Whether this overload is meant; null for all.</param>
internal sealed class BannedUse(
    DiagnosticDescriptor rule, string type, string[] members, string instead, Func<ISymbol, bool>? applies = null)
{
    /// <summary>The rule that reports the use.</summary>
    public DiagnosticDescriptor Rule => rule;

    /// <summary>Name of the type, or namespace and <c>.*</c>.</summary>
    public string Type => type;

    /// <summary>What to use instead.</summary>
    public string Instead => instead;

    /// <summary>Whether <paramref name="member"/> of a type that has the name <see cref="Type"/> is meant.</summary>
    public bool Covers(ISymbol member) =>
        (members.Length == 0 || Array.IndexOf(members, member.Name) >= 0) && (applies is null || applies(member));
}
