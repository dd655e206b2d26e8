using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Features;

/// <summary>The codes of <c>book_delta/1</c>, and what its readers hold its columns to.</summary>
internal static class BookCodes
{
    public static readonly byte Set = Action("set");
    public static readonly byte Delete = Action("delete");
    public static readonly byte Clear = Action("clear");
    public static readonly byte Status = Action("status");
    public static readonly byte Bid = Schemas.BookSide.CodeOf("bid");
    public static readonly byte Ask = Schemas.BookSide.CodeOf("ask");
    public static readonly byte Live = Schemas.BookState.CodeOf("live");
    public static readonly byte Crossed = Schemas.BookState.CodeOf("crossed");
    public static readonly byte Invalid = Schemas.BookState.CodeOf("invalid");

    /// <summary>Reads columns of the first input; one of another type than in <c>book_delta/1</c> is reported.</summary>
    /// <param name="scope">Of the node.</param>
    /// <param name="columns">Their names.</param>
    /// <param name="verb">Who reads them.</param>
    public static void Read(BindScope scope, IEnumerable<string> columns, string verb)
    {
        foreach (var name in columns)
        {
            var expected = Schemas.BookDelta.Find(name)!.Type;
            if (scope.Read(0, name) is { } field && !field.Type.Equals(expected))
            {
                scope.Report(null, "SE4151", $"column '{name}' is {field.Type}; it must be {expected}", $"{verb} reads book_delta/1, as normalize gives it");
            }
        }
    }

    private static byte Action(string name) => Schemas.BookDelta.Find("action")!.Type.CodeOf(name);
}
