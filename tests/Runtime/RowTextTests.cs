using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Runtime;

/// <summary>Rows as JSON: what failed is shown whatever is in it.</summary>
public sealed class RowTextTests
{
    [Theory]
    [InlineData("{\"a\": 1}", "{\"a\": 1}")]
    [InlineData("5", "5")]
    [InlineData("{\"a\":", "\"{\\\"a\\\":\"")] // cut off
    [InlineData("{} {}", "\"{} {}\"")]
    [InlineData("", "\"\"")]
    public void JsonThatIsNone_IsKeptAsText(string text, string shown) => Assert.Equal($"{{\"x\":{shown}}}", Json(ColumnType.Json, System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void NestingWithoutEnd_IsKeptAsText() => Assert.StartsWith("{\"x\":\"[[[", Json(ColumnType.Json, System.Text.Encoding.UTF8.GetBytes(new string('[', 10_000))), StringComparison.Ordinal);

    [Theory]
    [InlineData(TypeKind.Json)]
    [InlineData(TypeKind.String)]
    public void BytesThatAreNoUtf8_AreKeptInBase64(TypeKind kind) => Assert.Equal("{\"x\":{\"$base64\":\"IoAi\"}}", Json(kind == TypeKind.Json ? ColumnType.Json : ColumnType.String, [0x22, 0x80, 0x22]));

    private static string Json(ColumnType type, byte[] text)
    {
        var writer = new PortWriter(new Schema(null, [new("x", type)]), null, new SymbolTables(), new BufferPool());
        writer.Text("x")!.Append(text);
        writer.Commit(0);
        using var batch = writer.Take(0, 0);
        return RowText.Json(batch, 0);
    }
}
