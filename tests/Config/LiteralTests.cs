using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

public sealed class LiteralTests
{
    [Theory]
    [InlineData("20ns", 20, "20ns")]
    [InlineData("100us", 100_000, "100us")]
    [InlineData("250ms", 250_000_000, "250ms")]
    [InlineData("1.5s", 1_500_000_000, "1500ms")]
    [InlineData("10 s", 10_000_000_000, "10s")]
    [InlineData("1_000ms", 1_000_000_000, "1s")]
    [InlineData("90m", 5_400_000_000_000, "90m")]
    [InlineData("24h", 86_400_000_000_000, "1d")]
    [InlineData("3d", 259_200_000_000_000, "3d")]
    [InlineData("0s", 0, "0s")]
    public void Duration_IsWholeNanoseconds(string text, long nanoseconds, string shortest)
    {
        Assert.Equal(new Duration(nanoseconds), Duration.Parse(text));
        Assert.Equal(shortest, Duration.Parse(text).ToString());
        Assert.Equal(Duration.Parse(text), Duration.Parse(shortest));
    }

    [Theory]
    [InlineData("10", "SE4001", "a duration has a unit: ns, us, ms, s, m, h or d, as in 250ms", null)]
    [InlineData("10sec", "SE4002", "a duration has a unit: ns, us, ms, s, m, h or d, as in 250ms", "did you mean '10s'?")]
    [InlineData("5MIN", "SE4002", "a duration has a unit: ns, us, ms, s, m, h or d, as in 250ms", "did you mean '5m'?")]
    [InlineData("5µs", "SE4002", "a duration has a unit: ns, us, ms, s, m, h or d, as in 250ms", "did you mean '5us'?")]
    [InlineData("5 lightyears", "SE4002", "a duration has a unit: ns, us, ms, s, m, h or d, as in 250ms", null)]
    [InlineData("soon", "SE4004", "it must be a duration such as 250ms, 10s or 24h", null)]
    [InlineData("", "SE4004", "it must be a duration such as 250ms, 10s or 24h", null)]
    [InlineData("-5ms", "SE4005", "a duration cannot be negative", null)]
    [InlineData("0.5ns", "SE4005", "a duration is a whole number of nanoseconds", null)]
    [InlineData("999999999d", "SE4005", "a duration is at most 292 years", null)]
    [InlineData("1e300s", "SE4005", "a duration is at most 292 years", null)]
    public void BadDuration_IsRefused(string text, string code, string message, string? help)
    {
        Assert.False(Duration.TryParse(text, out _, out var problem));
        Assert.Equal((code, message, help), (problem!.Code, problem.Message, problem.Help?.Text));
    }

    [Theory]
    [InlineData("5 bps", "5", "bps")]
    [InlineData("25_000 USDT", "25000", "USDT")]
    [InlineData("20 %", "20", "%")]
    [InlineData("-0.25%", "-0.25", "%")]
    public void Quantity_IsExactNumberAndUnit(string text, string number, string unit) =>
        Assert.Equal(new Quantity(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), unit), Quantity.Parse(text));

    [Theory]
    [InlineData("5", "SE4001", "it needs a unit, as in 5 bps or 25_000 USDT")]
    [InlineData("bps", "SE4004", "it must be a number with a unit, such as 5 bps or 25_000 USDT")]
    [InlineData("5 !", "SE4004", "'!' is not a unit; a unit is a name such as bps, USDT or %")]
    [InlineData("5 a b", "SE4004", "'a b' is not a unit; a unit is a name such as bps, USDT or %")]
    [InlineData("1234567890123456789012345678901 x", "SE4005", "the number has more than 28 digits")]
    public void BadQuantity_IsRefused(string text, string code, string message)
    {
        Assert.False(Quantity.TryParse(text, out _, out var problem));
        Assert.Equal(new LiteralProblem(code, message), problem);
    }

    [Theory]
    [InlineData("5/s", 5, 1_000_000_000, null)]
    [InlineData("5/s per symbol", 5, 1_000_000_000, "symbol")]
    [InlineData("1_000 / m", 1000, 60_000_000_000, null)]
    [InlineData("10/250ms per venue", 10, 250_000_000, "venue")]
    public void Rate_IsCountTimeAndScope(string text, int count, long nanoseconds, string? per)
    {
        Assert.Equal(new Rate(count, new Duration(nanoseconds), per), Rate.Parse(text));
        Assert.Equal(Rate.Parse(text), Rate.Parse(Rate.Parse(text).ToString()));
    }

    [Theory]
    [InlineData("5", "SE4001", "a rate says in which time, as in 5/s", null)]
    [InlineData("fast", "SE4004", "it must be a rate such as 1000/s or 5/s per symbol", null)]
    [InlineData("5 s", "SE4003", "'s' is the unit of a time; it must be a rate such as 1000/s or 5/s per symbol", null)]
    [InlineData("5/s per a b", "SE4004", "it must be a rate such as 1000/s or 5/s per symbol", null)]
    [InlineData("5/sec", "SE4002", "'sec' is not a time; write ns, us, ms, s, m, h or d, as in 5/s", "did you mean '5/s'?")]
    [InlineData("0/s", "SE4005", "a rate is above zero and has at most 28 digits", null)]
    public void BadRate_IsRefused(string text, string code, string message, string? help)
    {
        Assert.False(Rate.TryParse(text, out _, out var problem));
        Assert.Equal((code, message, help), (problem!.Code, problem.Message, problem.Help?.Text));
    }

    [Theory]
    [InlineData("64MiB", 67_108_864, "64MiB")]
    [InlineData("512 KiB", 524_288, "512KiB")]
    [InlineData("1.5GiB", 1_610_612_736, "1536MiB")]
    [InlineData("1500B", 1500, "1500B")]
    [InlineData("0B", 0, "0B")]
    public void ByteSize_IsWholeBytes(string text, long bytes, string shortest)
    {
        Assert.Equal(new ByteSize(bytes), ByteSize.Parse(text));
        Assert.Equal(shortest, ByteSize.Parse(text).ToString());
    }

    [Theory]
    [InlineData("64", "SE4001", "a size has a unit: B, KiB, MiB, GiB or TiB, as in 64MiB", null)]
    [InlineData("64MB", "SE4002", "a size has a unit: B, KiB, MiB, GiB or TiB, as in 64MiB", "did you mean '64MiB'?")]
    [InlineData("64kib", "SE4002", "a size has a unit: B, KiB, MiB, GiB or TiB, as in 64MiB", "did you mean '64KiB'?")]
    [InlineData("big", "SE4004", "it must be a size such as 512KiB or 64MiB", null)]
    [InlineData("0.3B", "SE4005", "a size is a whole number of bytes", null)]
    [InlineData("-1B", "SE4005", "a size cannot be negative", null)]
    [InlineData("9999999999TiB", "SE4005", "a size is less than 8 EiB", null)]
    public void BadByteSize_IsRefused(string text, string code, string message, string? help)
    {
        Assert.False(ByteSize.TryParse(text, out _, out var problem));
        Assert.Equal((code, message, help), (problem!.Code, problem.Message, problem.Help?.Text));
    }

    [Theory]
    [InlineData("25_000", true)]
    [InlineData("-1", true)]
    [InlineData("_1", false)]
    [InlineData("1_", false)]
    [InlineData("1__0", false)]
    [InlineData("0x10", false)]
    [InlineData("1.0", false)]
    [InlineData("9223372036854775808", false)]
    public void Integer_TakesSingleUnderscoresBetweenDigits(string text, bool good) => Assert.Equal(good, NumberText.TryInteger(text, out _));

    [Theory]
    [InlineData("1e3", 1000.0)]
    [InlineData("-0.5", -0.5)]
    [InlineData("1e999", null)]
    [InlineData(".inf", null)]
    [InlineData("NaN", null)]
    [InlineData("1.", null)]
    public void Double_IsFinite(string text, double? value) => Assert.Equal(value, NumberText.TryDouble(text, out var read) ? read : null);
}
