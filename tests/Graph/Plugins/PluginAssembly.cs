using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StreamEngine.Tests.Graph.Plugins;

/// <summary>Plug-ins made in a folder outside the repository.</summary>
internal static class PluginAssembly
{
    /// <summary>An operator that is as it must be.</summary>
    public const string Good = """
        using StreamEngine.Config;
        using StreamEngine.Data;
        using StreamEngine.Graph;
        using StreamEngine.Runtime;

        [assembly: StreamEnginePlugin(Contract = 1)]

        namespace Desk;

        /// <summary>A column times a factor.</summary>
        /// <remarks><para>In: rows with the column. Appends <c>scaled</c>.</para></remarks>
        [Operator("desk_scale", OperatorKind.Feature)]
        public sealed class DeskScale(DeskScaleOptions options) : Feature<ScaleInput, ScaleAnswer>
        {
            /// <inheritdoc/>
            public override ScaleAnswer OnRow(in ScaleInput row) => new(row.Value * options.By);
        }

        /// <summary>What <see cref="DeskScale"/> reads.</summary>
        /// <param name="Value">The column.</param>
        public readonly record struct ScaleInput([property: Column("value", Option = "column")] double? Value);

        /// <summary>What <see cref="DeskScale"/> appends.</summary>
        /// <param name="Value">The product.</param>
        public readonly record struct ScaleAnswer([property: Column("scaled")] double? Value);

        /// <summary>Options of <see cref="DeskScale"/>.</summary>
        [Example("x: { from: trades, desk_scale: { column: price, by: 3 } }")]
        public sealed record DeskScaleOptions
        {
            /// <summary>Column that is multiplied.</summary>
            [Required]
            public ColumnName Column { get; init; }

            /// <summary>What it is multiplied by.</summary>
            [Range(1, 10)]
            public int By { get; init; } = 2;
        }

        """;

    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Platform = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>Compiles code to an assembly, with its doc comments beside it; gives the path.</summary>
    public static string Compile(string folder, string name, string code, params IEnumerable<string> references)
    {
        var path = Path.Combine(folder, name + ".dll");
        var compilation = CSharpCompilation.Create(
            name,
            new[] { Usings, code }.Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse))),
            [.. Platform.Value, .. references.Select(reference => MetadataReference.CreateFromFile(reference))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = File.Create(path);
        using var docs = File.Create(Path.ChangeExtension(path, ".xml"));
        var result = compilation.Emit(image, xmlDocumentationStream: docs);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }

    /// <summary>An operator whose body is given, called <c>desk_bad</c>.</summary>
    public static string Operator(string members, string options = "") => $$"""
        using StreamEngine.Config;
        using StreamEngine.Data;
        using StreamEngine.Graph;
        using StreamEngine.Runtime;

        [assembly: StreamEnginePlugin(Contract = 1)]

        [Operator("desk_bad", OperatorKind.Feature)]
        public sealed class DeskBad(DeskBadOptions options) : BatchOperator
        {
            public DeskBadOptions Options => options;

            public override void Save(StreamEngine.State.StateWriter state) { }

            public override void Load(StreamEngine.State.StateReader state) { }

            {{members}}
        }

        [Example("x: { from: trades, desk_bad: {} }")]
        public sealed record DeskBadOptions
        {
            {{options}}
        }
        """;
}
