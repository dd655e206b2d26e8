using System.Security;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Scaffold;

/// <summary>The files of a new plug-in: a project, an operator, and a pipeline that uses it.</summary>
/// <param name="name">The operator's name in YAML.</param>
internal sealed class NewOperator(string name)
{
    /// <summary>The class of the operator.</summary>
    public string Class { get; } = string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Where the build writes the plug-in, from the project's folder.</summary>
    public string Output => Path.Combine("bin", "Release", "net10.0", name + ".dll");

    /// <summary>The project.</summary>
    public string Project => Filled(
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <EnableDynamicLoading>true</EnableDynamicLoading>
            <!-- the doc comments are the operator's page -->
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <!-- the engine it is built against; for another: dotnet build -p:EngineFolder=… -->
            <EngineFolder Condition="'$(EngineFolder)' == ''">ENGINE</EngineFolder>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="StreamEngine.Engine" HintPath="$(EngineFolder)/StreamEngine.Engine.dll" Private="false" />
          </ItemGroup>
        </Project>

        """);

    /// <summary>The operator.</summary>
    public string Code => Filled(
        """
        using StreamEngine.Config;
        using StreamEngine.Data;
        using StreamEngine.Graph;
        using StreamEngine.Runtime;

        [assembly: StreamEnginePlugin(Contract = CONTRACT)]

        namespace Plugins;

        /// <summary>Change of a column over the last rows.</summary>
        /// <remarks>
        /// <code>change = x − x′</code>
        /// x the value, x′ the value <c>rows</c> values before.
        /// <para>In: rows with the column, per key in stream order. Appends <c>{column}_NAME</c>: in the unit of the column; null where the value is and in warm-up.</para>
        /// <para>Emits one answer a row; holds nothing back; completes and fails with its input. Warm-up: <c>rows</c> values. O(1) time, <c>rows</c> × 8 bytes a key.</para>
        /// </remarks>
        [Operator("NAME", OperatorKind.Feature)]
        public sealed class CLASS(CLASSOptions options) : Feature<CLASSInput, CLASSAnswer, CLASSState>
        {
            /// <inheritdoc/>
            public override CLASSAnswer OnRow(in CLASSInput row)
            {
                if (row.Value is not { } value)
                {
                    return default;
                }

                State.Values.Enqueue(value);
                return State.Values.Count > options.Rows ? new CLASSAnswer(value - State.Values.Dequeue()) : default;
            }

            /// <inheritdoc/>
            protected override CLASSState NewState() => new();
        }

        /// <summary>What <see cref="CLASS"/> reads.</summary>
        /// <param name="Value">The column named by the options.</param>
        public readonly record struct CLASSInput([property: Column("value", Option = "column")] double? Value);

        /// <summary>What <see cref="CLASS"/> appends.</summary>
        /// <param name="Value">The change; null in warm-up.</param>
        public readonly record struct CLASSAnswer([property: Column("{column}_NAME", Option = "as")] double? Value);

        /// <summary>State of <see cref="CLASS"/>: the last values. The engine saves and loads it by the names of its fields.</summary>
        public sealed class CLASSState
        {
            internal Queue<double> Values = new();
        }

        /// <summary>Options of <see cref="CLASS"/>.</summary>
        [Example("x: { from: trades, key: symbol, NAME: { column: price, rows: 10 } }")]
        public sealed record CLASSOptions
        {
            /// <summary>Column whose change is taken.</summary>
            [Required]
            public ColumnName Column { get; init; }

            /// <summary>Values between the two that are compared.</summary>
            [Range(1, 100_000)]
            public int Rows { get; init; } = 1;

            /// <summary>Name of the result; the column's with <c>_NAME</c> behind it when it is not given.</summary>
            public ColumnName? As { get; init; }
        }

        """);

    /// <summary>The pipeline, with a test.</summary>
    public string Pipeline => Filled(
        """
        # NAME over the trades of a simulated exchange.
        version: 1
        pipeline: PIPELINE
        plugins: [OUTPUT]
        nodes:
          exchange: { market_simulator: { rows: 2_000, unpaced: true } }
          x:        { from: exchange.trades, key: symbol, NAME: { column: price } }
          screen:   { from: x, console: { columns: [ts, symbol, price, price_NAME], every: 50 } }
        tests:
          - name: the change is taken by symbol
            given:
              exchange.trades:
                - { ts: 0ms, symbol: BTCUSDT, price: 100, qty: 1, side: buy }
                - { ts: 1ms, symbol: ETHUSDT, price: 7, qty: 1, side: buy }
                - { ts: 2ms, symbol: BTCUSDT, price: 101.5, qty: 1, side: buy }
                - { ts: 3ms, symbol: BTCUSDT, price: 99, qty: 1, side: sell }
            expect:
              x:
                - { symbol: BTCUSDT, price_NAME: ~ }
                - { symbol: ETHUSDT, price_NAME: ~ }
                - { symbol: BTCUSDT, price_NAME: 1.5 }
                - { symbol: BTCUSDT, price_NAME: -2.5 }

        """);

    private string Filled(string text) => text
        .Replace("ENGINE", SecurityElement.Escape(Path.GetDirectoryName(typeof(OperatorRegistry).Assembly.Location)!), StringComparison.Ordinal)
        .Replace("CONTRACT", $"{StreamEnginePluginAttribute.Current}", StringComparison.Ordinal)
        .Replace("OUTPUT", Output.Replace('\\', '/'), StringComparison.Ordinal)
        .Replace("PIPELINE", name.Trim('_').Replace('_', '-'), StringComparison.Ordinal)
        .Replace("CLASS", Class, StringComparison.Ordinal)
        .Replace("NAME", name, StringComparison.Ordinal);
}
