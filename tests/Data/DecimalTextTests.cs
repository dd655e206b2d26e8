using System.Globalization;
using System.Text;
using StreamEngine.Data;

namespace StreamEngine.Tests.Data;

public class DecimalTextTests
{
    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("0.00000000", 0.0)]
    [InlineData("-0.0", 0.0)]
    [InlineData("61837.63000000", 61837.63)]
    [InlineData("00123.4500", 123.45)]
    [InlineData("-12.5", -12.5)]
    [InlineData("999999999999999", 999999999999999.0)]
    [InlineData("0.000000000000000999999999999999", 9.99999999999999e-16)]
    [InlineData("1000000000000000000000", 1e21)]
    [InlineData("1.5e3", 1500.0)]
    [InlineData("1.5E-8", 1.5e-8)]
    [InlineData("123456789012345e300", double.PositiveInfinity)]
    [InlineData("1e300", 1e300)]
    [InlineData("1e-300", 1e-300)]
    public void Number_IsItsNearestDouble(string text, double expected)
    {
        var fault = DecimalText.Parse(Encoding.UTF8.GetBytes(text), out var value);

        Assert.Equal(double.IsInfinity(expected) ? DecimalFault.OutOfRange : DecimalFault.None, fault);
        Assert.Equal(double.IsInfinity(expected) ? 0 : expected, value);
    }

    [Theory]
    [InlineData("1234567890123456")]
    [InlineData("0.1234567890123456")]
    [InlineData("1000000000000001")]
    [InlineData("1.000000000000001")]
    [InlineData("123456789.12345678901234567890")]
    public void MoreThan15Digits_IsRefused(string text) =>
        Assert.Equal(DecimalFault.TooManyDigits, DecimalText.Parse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("1.23456789012345000000000")]
    [InlineData("0000000000000000000001.5")]
    [InlineData("123456789012345000")]
    public void ZerosAround15Digits_AreNotSignificant(string text)
    {
        Assert.Equal(DecimalFault.None, DecimalText.Parse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("abc")]
    public void OtherText_IsNotANumber(string text) =>
        Assert.Equal(DecimalFault.NotANumber, DecimalText.Parse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-400")]
    [InlineData("1e-310")]
    [InlineData("1e99999999999999999999")]
    public void MagnitudeOutsideDouble_IsRefused(string text)
    {
        Assert.Equal(DecimalFault.OutOfRange, DecimalText.Parse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(0, value);
    }

    [Fact]
    public void ExponentThatCancelsManyZeros_IsRead()
    {
        var text = $"0.{new string('0', 20_000)}25e20002";
        Assert.Equal(DecimalFault.None, DecimalText.Parse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(25, value);
    }

    [Fact]
    public void RandomTokens_EqualTheFrameworksParser()
    {
        var random = new Random(20240808);
        for (var i = 0; i < 100_000; i++)
        {
            var digits = random.Next(1, 16);
            var text = new StringBuilder(random.Next(4) == 0 ? "-" : "").Append('0', random.Next(3)).Append(random.Next(1, 10));
            for (var d = 1; d < digits; d++)
            {
                text.Append(random.Next(10));
            }

            var places = random.Next(0, 24);
            if (places > 0)
            {
                var start = text[0] == '-' ? 1 : 0;
                text.Insert(start, "0", Math.Max(0, places + 1 - (text.Length - start))).Insert(text.Length - places, ".").Append('0', random.Next(4));
            }

            if (random.Next(5) == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"e{random.Next(-40, 40)}");
            }

            var token = text.ToString();
            Assert.Equal(DecimalFault.None, DecimalText.Parse(Encoding.UTF8.GetBytes(token), out var value));
            Assert.True(double.Parse(token, CultureInfo.InvariantCulture).Equals(value), token);
        }
    }
}
