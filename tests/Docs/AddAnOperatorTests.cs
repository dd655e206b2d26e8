using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StreamEngine.Graph;
using StreamEngine.Tests.Conformance;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Docs;

/// <summary>The guide's operator and test, compiled as they stand on the page and run against this build.</summary>
public sealed class AddAnOperatorTests
{
    private const string Page = "docs/add-an-operator.md:";

    // What the projects have by ImplicitUsings and their own `Using` items.
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks; global using Xunit;
        """;

    // In a real test the operator is part of the shipped assembly; here it is in one of its own, the one thing that is changed.
    private const string Default = "new PipelineRun()";
    private const string Registered = "new PipelineRun(new StreamEngine.Graph.OperatorRegistry(typeof(StreamEngine.Features.Mid).Assembly, typeof(StreamEngine.Conformance.RowsSource).Assembly, typeof(PipelineRun).Assembly, typeof(StreamEngine.Features.ReturnBps).Assembly))";

    private static readonly string OperatorCode = Code("operator");
    private static readonly string TestCode = Code("test");
    private static readonly Lazy<Assembly> Compiled = new(Compile);

    public static TheoryData<string> Tests => [.. Compiled.Value.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.IsDefined(typeof(FactAttribute))).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Tests))]
    public void TestOfTheGuide_Passes(string name)
    {
        var type = Compiled.Value.GetTypes().Single(t => t.GetMethod(name) is not null);
        type.GetMethod(name)!.Invoke(Activator.CreateInstance(type), BindingFlags.DoNotWrapExceptions, null, null, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void OperatorOfTheGuide_KeepsEveryPromise()
    {
        var registry = new OperatorRegistry(typeof(StreamEngine.Features.Mid).Assembly, typeof(StreamEngine.Conformance.RowsSource).Assembly, typeof(PipelineRun).Assembly, Compiled.Value);
        var added = registry.All.ExceptBy(PipelineRun.Registry.All.Select(o => o.Name), o => o.Name).Single();

        new Suite(registry, added, seed: 20_261_121).CheckAll();
    }

    [Fact]
    public void Guide_CountsItsFilesAndLines()
    {
        var lines = OperatorCode.Split('\n').Length + TestCode.Split('\n').Length;

        Assert.Contains($"Written by hand: 2 files, {lines} lines.", File.ReadAllText(RepositoryRoot.Combine("docs", "add-an-operator.md")), StringComparison.Ordinal);
        Assert.Equal(2, DocPages.Blocks.Count(b => b.Place.StartsWith(Page, StringComparison.Ordinal) && b.Language == "csharp"));
    }

    private static string Code(string word) =>
        DocPages.Blocks.Single(b => b.Place.StartsWith(Page, StringComparison.Ordinal) && b.Language == "csharp" && b.Has(word)).Text;

    private static Assembly Compile()
    {
        Assert.Contains(Default, TestCode, StringComparison.Ordinal);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "StreamEngine.Guide",
            new[] { Usings, OperatorCode, TestCode.Replace(Default, Registered, StringComparison.Ordinal) }.Select(code => CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview))),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }
}
