using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StreamEngine.Tests.Docs;

/// <summary>The tests of docs/virtual-time.md, compiled as they stand on the page.</summary>
public sealed class VirtualTimePageTests
{
    private const string Page = "docs/virtual-time.md:";

    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks; global using Xunit;
        """;

    private static readonly Lazy<Assembly> Compiled = new(Compile);

    public static TheoryData<string> Tests => [.. Compiled.Value.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.IsDefined(typeof(FactAttribute))).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Tests))]
    public void TestOfThePage_Passes(string name)
    {
        var type = Compiled.Value.GetTypes().Single(t => t.GetMethod(name) is not null);
        type.GetMethod(name)!.Invoke(Activator.CreateInstance(type), BindingFlags.DoNotWrapExceptions, null, null, CultureInfo.InvariantCulture);
    }

    private static Assembly Compile()
    {
        var code = DocPages.Blocks.Where(b => b.Place.StartsWith(Page, StringComparison.Ordinal) && b.Language == "csharp").Select(b => b.Text).Prepend(Usings);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "StreamEngine.VirtualTimePage",
            code.Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview))),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error)
                .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress)])); // as builds do: a reference of an older framework
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }
}
