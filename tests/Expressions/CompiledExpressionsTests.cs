using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Expressions;

public class CompiledExpressionsTests(ITestOutputHelper output)
{
    private const int InEachSelect = 9;
    private const int RowCount = 61;

    private static readonly Dictionary<string, ConstantValue> NoParameters = [];

    private static int Expressions => LongRun.IsAsked ? 100_000 : 3_000;

    [Fact]
    public void RandomChains_EqualTheTreeWalkBitForBit()
    {
        var (expressions, values, failures, byLanes) = (0, 0L, 0, 0);
        for (var seed = 0; expressions < Expressions; seed++)
        {
            var chain = Chain.Random(seed, lanes: seed % 2 == 0);
            byLanes += chain.Program.IsVectorized ? 1 : 0;
            expressions += chain.Expressions;
            var (compared, failed) = chain.Compare();
            values += compared;
            failures += failed;
        }

        output.WriteLine($"{expressions} expressions, {values} values and {failures} failed rows equal; {byLanes} chains ran by lanes");
        Assert.True(values > expressions);
        Assert.True(failures > 0);
        Assert.True(byLanes > 0, "no chain ran by lanes");
    }

    [Fact]
    public void WrongKernel_IsCaught()
    {
        var chain = Enumerable.Range(0, 100).Select(i => Chain.Random(2 * i, lanes: true)).First(c => c.Program.IsVectorized);
        chain.Program.Lanes = static (state, from, to) =>
        {
            for (var p = from; p < to; p++)
            {
                state.Selected[state.Count++] = p;
            }
        };

        Assert.ThrowsAny<Exception>(() => chain.Compare());
    }

    private sealed class Chain
    {
        private readonly List<Step> _steps = [];
        private readonly List<string> _texts = [];
        private readonly SymbolTables _symbols = new();
        private readonly BufferPool _pool = new(overwrite: true);
        private readonly RandomExpressions _random;

        private Chain(int seed, bool lanes)
        {
            _random = new RandomExpressions(seed, lanes);
            var schema = RandomExpressions.Schema;
            schema = AddSelect(schema, "p");
            var where = "(" + _random.Condition() + ") or d0 > 0 or l1 is not null";
            var condition = ExpressionBinder.BindWhere(Parse(where), where, schema, NoParameters, Refuse)!;
            _steps.Add(condition);
            _texts.Add(where);
            AddSelect(ExpressionBinder.Narrow(schema, condition), "q");
            Program = new FusedProgram(RandomExpressions.Schema, _steps, null, _pool, _symbols);
        }

        public FusedProgram Program { get; }

        public int Expressions => _texts.Count;

        public static Chain Random(int seed, bool lanes) => new(seed, lanes);

        public (long Compared, int Failed) Compare()
        {
            using var whole = _random.Rows(RowCount, _symbols, _pool);
            var expected = new RowOutcome[RowCount];
            for (var row = 0; row < RowCount; row++)
            {
                var at = row;
                expected[row] = StepEvaluator.Run(_steps, new IReadOnlySet<string>?[_steps.Count], name => whole.Column(name).Value(at));
            }

            var start = _random.Below(20);
            using var slice = whole.Slice(start, 1 + _random.Below(RowCount - start), whole.Frontier);
            var picked = Enumerable.Range(0, RowCount).Where(_ => _random.Below(3) != 0).ToArray();
            var physical = _pool.Rent<int>(RowCount);
            picked.CopyTo(physical, 0);
            using var marked = whole.Select(physical, picked.Length, _pool);
            var (compared, failed) = (0L, 0);
            foreach (var batch in new[] { whole, slice, marked })
            {
                var counts = new StepCounts[_steps.Count];
                var failures = new List<RowFailure>();
                using var result = Program.Run(batch, counts, failures);
                compared += CompareRows(batch, result, expected, counts, failures);
                failed += failures.Count;
            }

            return (compared, failed);
        }

        private long CompareRows(Batch batch, Batch? result, RowOutcome[] expected, StepCounts[] counts, List<RowFailure> failures)
        {
            var rows = Enumerable.Range(0, batch.Count).Select(batch.Row).ToArray();
            var passing = rows.Where(r => expected[r].Step < 0).ToArray();
            Assert.Equal(passing, result is null ? [] : Enumerable.Range(0, result.Count).Select(result.Row));
            Assert.Equal(
                Enumerable.Range(0, batch.Count).Where(i => expected[rows[i]].Reason is not null).Select(i => new RowFailure(expected[rows[i]].Step, i, expected[rows[i]].Expression!, expected[rows[i]].Reason!)),
                failures);
            for (var step = 0; step < counts.Length; step++)
            {
                Assert.Equal(rows.Count(r => expected[r].Step == step && expected[r].Reason is null), counts[step].Filtered);
                Assert.Equal(rows.Count(r => expected[r].Step == step && expected[r].Reason is not null), counts[step].Failed);
                Assert.Equal(rows.Count(r => expected[r].Step < 0 || expected[r].Step >= step), counts[step].In);
            }

            var compared = 0L;
            foreach (var field in Program.Output.Fields)
            {
                foreach (var row in passing)
                {
                    var value = result!.Column(field.Name).Value(row);
                    var wanted = expected[row].Values[field.Name];
                    Assert.True(Same(wanted, value), $"row {row}, {field}: tree walk {Show(wanted)}, compiled {Show(value)}\n{string.Join('\n', _texts.Where(t => t.StartsWith(field.Name, StringComparison.Ordinal)))}");
                    Assert.True(field.Nullable || value is not null, $"{field} is null");
                    compared++;
                }
            }

            return compared;
        }

        private static bool Same(object? wanted, object? value) => (wanted, value) switch
        {
            (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y) && double.IsFinite(y),
            (Array x, Array y) => x.Cast<object>().SequenceEqual(y.Cast<object>()),
            (long x, int y) => x == y,
            (double x, float y) => x == y,
            _ => Equals(wanted, value),
        };

        private static string Show(object? value) => value is double number ? number.ToString("R") : value?.ToString() ?? "null";

        private Schema AddSelect(Schema input, string prefix)
        {
            var lines = Enumerable.Range(0, InEachSelect).Select(i => $"{prefix}{i} = {_random.Next()}").ToList();
            if (prefix == "q")
            {
                lines[8] = "q8 = if q7 then 1 else 2";
                lines[7] = "q7 = q6 is null or p1 is null";
                lines[6] = "q6 = q0 is null and p0 is not null";
            }

            _texts.AddRange(lines);
            var text = "*\n" + string.Join('\n', lines);
            var select = ExpressionParser.ParseSelect(text, Refuse)!;
            var step = ExpressionBinder.BindSelect(select, input, NoParameters, ["ts"], Refuse)!;
            _steps.Add(step);
            return step.Output;
        }

        private static ExpressionSyntax Parse(string text) => ExpressionParser.ParseExpression(text, Refuse)!;

        private static void Refuse(ExpressionProblem problem) => Assert.Fail(problem.ToString());
    }
}
