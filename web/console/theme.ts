import { theme } from 'antd';
import type { ThemeConfig } from 'antd';

/** Ant Design in the colours of `tokens.css`, as the page shows them at this moment: one file to edit for a bank's own look. */
export function antdTheme(shown: 'light' | 'dark'): ThemeConfig {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--xb-${name}`).trim();
  return {
    algorithm: shown === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: token('accent'),
      colorPrimaryHover: token('accent-strong'),
      colorPrimaryActive: token('accent-strong'),
      colorPrimaryBg: token('accent-soft'),
      colorLink: token('accent'),
      colorLinkHover: token('accent-strong'),
      colorInfo: token('accent'),
      colorSuccess: token('ok'),
      colorWarning: token('warning'),
      colorError: token('danger'),
      colorErrorHover: token('danger'),
      colorText: token('ink'),
      colorTextHeading: token('ink'),
      colorTextSecondary: token('muted'),
      colorTextTertiary: token('muted'),
      colorTextDescription: token('muted'),
      colorTextPlaceholder: token('muted'),
      colorIcon: token('muted'),
      colorTextLightSolid: token('on-accent'),
      colorBgLayout: token('ground'),
      colorBgContainer: token('surface'),
      colorBgElevated: token('surface'),
      colorBorder: token('line-strong'),
      colorBorderSecondary: token('line'),
      colorSplit: token('line'),
      boxShadow: token('shadow'),
      boxShadowSecondary: token('shadow'),
      borderRadius: 8,
      borderRadiusLG: 8,
      borderRadiusSM: 6,
      fontSize: 14,
      fontFamily: token('font'),
      controlHeight: 36,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s',
    },
    components: {
      Button: {
        primaryColor: token('on-accent'),
        dangerColor: token('on-accent'),
        primaryShadow: 'none',
        dangerShadow: 'none',
        defaultShadow: 'none',
        fontWeight: 500,
      },
      Table: {
        headerBg: token('ground'),
        headerColor: token('muted'),
        rowHoverBg: token('accent-soft'),
        headerSplitColor: 'transparent',
        cellPaddingBlock: 12,
      },
      Segmented: {
        trackBg: token('sunken'),
        itemColor: token('muted'),
        itemSelectedBg: token(shown === 'dark' ? 'line' : 'surface'),
        itemSelectedColor: token('ink'),
      },
      Tooltip: { colorBgSpotlight: shown === 'dark' ? token('line') : token('ink'), colorTextLightSolid: '#ffffff' },
      Select: { optionSelectedBg: token('accent-soft') },
      Switch: { colorTextQuaternary: token('line-strong'), colorTextTertiary: token('muted') },
    },
  };
}
